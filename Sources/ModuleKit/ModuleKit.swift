@_exported public import GraphCore
