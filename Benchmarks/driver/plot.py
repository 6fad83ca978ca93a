"""Time over edges, both axes logarithmic, as plain SVG text."""
import itertools
import math

COLORS = ["#4e79a7", "#f28e2b", "#59a14f", "#e15759", "#76b7b2", "#b07aa1"]
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 720, 440, 70, 150, 46, 56


def decades(values):
    return math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))


def power(exponent):
    return f'10<tspan dy="-5" font-size="9">{exponent}</tspan>'


def svg(series, title):
    """series: name -> [(edges, seconds)]."""
    points = [point for line in series.values() for point in line]
    x_low, x_high = decades([x for x, _ in points])
    y_low, y_high = decades([y for _, y in points])

    def place(x, y):
        across = (math.log10(x) - x_low) / max(1, x_high - x_low)
        up = (math.log10(y) - y_low) / max(1, y_high - y_low)
        return (LEFT + across * (WIDTH - LEFT - RIGHT),
                HEIGHT - BOTTOM - up * (HEIGHT - TOP - BOTTOM))

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'font-family="Inter, sans-serif" font-size="12" fill="#333">',
        f'<title>{title}</title><rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        f'<text x="{LEFT}" y="24" font-size="15" font-weight="600">{title}</text>',
    ]
    for exponent in range(x_low, x_high + 1):
        x, y = place(10 ** exponent, 10 ** y_low)
        parts.append(f'<path d="M{x:.1f} {y:.1f}V{TOP}" stroke="#ddd"/><text x="{x:.1f}" '
                     f'y="{y + 18:.1f}" text-anchor="middle">{power(exponent)}</text>')
    for exponent in range(y_low, y_high + 1):
        x, y = place(10 ** x_low, 10 ** exponent)
        parts.append(f'<path d="M{x:.1f} {y:.1f}H{WIDTH - RIGHT}" stroke="#ddd"/><text '
                     f'x="{x - 8:.1f}" y="{y + 4:.1f}" text-anchor="end">{power(exponent)}</text>')
    parts.append(f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 14}" '
                 f'text-anchor="middle">edges</text>')
    parts.append(f'<text transform="translate(20 {HEIGHT / 2}) rotate(-90)" '
                 f'text-anchor="middle">seconds, two threads</text>')
    labels = []
    for (name, line), color in zip(series.items(), itertools.cycle(COLORS)):
        path = [place(x, y) for x, y in sorted(line)]
        text = " ".join(f"{x:.1f},{y:.1f}" for x, y in path)
        parts.append(f'<polyline points="{text}" fill="none" stroke="{color}" '
                     f'stroke-width="2"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{color}"/>' for x, y in path]
        labels.append([path[-1][1] + 4, path[-1][0] + 8, name, color])
    # Labels at the ends of lines, moved apart where lines end close together.
    last = -math.inf
    for label in sorted(labels):
        last = max(label[0], last + 15)
        parts.append(f'<text x="{label[1]:.1f}" y="{last:.1f}" fill="{label[3]}">'
                     f'{label[2]}</text>')
    return "\n".join(parts + ["</svg>"]) + "\n"
