namespace SharedObjects.Contracts.Numbers;

/// <summary>The type to compute in: arithmetic carries it, because a manager does not know what its payloads are. The numbers are on the wire.</summary>
internal enum NumberKind
{
    SByte = 1,
    Byte = 2,
    Int16 = 3,
    UInt16 = 4,
    Int32 = 5,
    UInt32 = 6,
    Int64 = 7,
    UInt64 = 8,
    Single = 9,
    Double = 10,
    Decimal = 11,
}
