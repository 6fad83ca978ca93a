#include "phone_numbers.h"

#include <phonenumbers/phonenumber.pb.h>
#include <phonenumbers/phonenumberutil.h>

#include <cstring>
#include <set>
#include <string>

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

extern "C" size_t phone_number_international(
    const char *text, size_t length, const char *region, char *out, size_t capacity) {
  const PhoneNumberUtil *util = PhoneNumberUtil::GetInstance();
  PhoneNumber number;
  if (util->Parse(std::string(text, length), region, &number) !=
      PhoneNumberUtil::NO_PARSING_ERROR) {
    return 0;
  }
  // Possible, not valid: numbers of new ranges are valid only for newer versions of the library.
  if (!util->IsPossibleNumber(number)) return 0;
  std::string written;
  util->Format(number, PhoneNumberUtil::E164, &written);
  if (written.size() + 1 > capacity) return 0;
  std::memcpy(out, written.c_str(), written.size() + 1);
  return written.size();
}

extern "C" int phone_number_knows_region(const char *region) {
  std::set<std::string> regions;
  PhoneNumberUtil::GetInstance()->GetSupportedRegions(&regions);
  return regions.count(region) > 0 ? 1 : 0;
}
