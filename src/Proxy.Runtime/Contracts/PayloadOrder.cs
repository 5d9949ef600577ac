using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using Nerdbank.MessagePack;

namespace SharedObjects.Contracts;

/// <summary>
/// The order of encoded values, for those that have a natural one: as in .NET, except that strings are compared ordinally. The encodings are those of
/// MessagePack and of the serializer's extensions. Values of different kinds are ordered by kind, so whatever has an order with itself has one with
/// every other that does: what was compared with itself when it came cannot fail later.
/// </summary>
internal static class PayloadOrder
{
    private const sbyte Timestamp = -1;
    private const sbyte GuidExtension = 2;
    private const sbyte BigIntegerExtension = 3;
    private const sbyte DecimalExtension = 4;
    private const sbyte Int128Extension = 5;
    private const sbyte UInt128Extension = 6;

    /// <exception cref="InvalidOperationException">The values have no order.</exception>
    public static int Compare(byte[] left, byte[] right)
    {
        try
        {
            var one = new MessagePackReader(left);
            var other = new MessagePackReader(right);
            return Compare(ref one, ref other);
        }
        catch (MessagePackSerializationException exception)
        {
            throw new InvalidOperationException("A value whose encoding is broken has no order.", exception);
        }
    }

    private static int Compare(ref MessagePackReader left, ref MessagePackReader right)
    {
        var (type, otherType) = (left.NextMessagePackType, right.NextMessagePackType);
        if (type == MessagePackType.Nil || otherType == MessagePackType.Nil)
        {
            return (left.TryReadNil() ? 0 : 1) - (right.TryReadNil() ? 0 : 1);
        }

        if (type == MessagePackType.Integer && otherType == MessagePackType.Integer)
        {
            return ReadInteger(ref left).CompareTo(ReadInteger(ref right));
        }

        if (IsLargeInteger(ref left) || IsLargeInteger(ref right))
        {
            var (isNumber, isOtherNumber) = (TryReadNumber(ref left, out var number), TryReadNumber(ref right, out var other));
            return isNumber && isOtherNumber ? number.CompareTo(other) : (isNumber ? 0 : 1) - (isOtherNumber ? 0 : 1);
        }

        if (type != otherType)
        {
            return IsOrdered(type) && IsOrdered(otherType) ? type.CompareTo(otherType) : throw Unordered(type, otherType);
        }

        return type switch
        {
            MessagePackType.Boolean => left.ReadBoolean().CompareTo(right.ReadBoolean()),
            MessagePackType.Float => left.ReadDouble().CompareTo(right.ReadDouble()),
            MessagePackType.String => string.CompareOrdinal(left.ReadString(), right.ReadString()),
            MessagePackType.Array => CompareArrays(ref left, ref right),
            MessagePackType.Extension => CompareExtensions(ref left, ref right),
            _ => throw Unordered(type, otherType),
        };
    }

    private static bool IsOrdered(MessagePackType type) => type is not (MessagePackType.Binary or MessagePackType.Map or MessagePackType.Unknown);

    /// <summary>Whether it is an integer that MessagePack has no type for; smaller values of the same .NET types are written as those it has.</summary>
    private static bool IsLargeInteger(ref MessagePackReader reader)
    {
        var peek = reader;
        return peek.NextMessagePackType == MessagePackType.Extension
            && peek.ReadExtensionHeader().TypeCode is BigIntegerExtension or Int128Extension or UInt128Extension;
    }

    /// <summary>Reads an integer of any size. Something else is left where it is, if it has an order.</summary>
    private static bool TryReadNumber(ref MessagePackReader reader, out BigInteger number)
    {
        number = default;
        if (reader.NextMessagePackType == MessagePackType.Integer)
        {
            number = ReadInteger(ref reader);
            return true;
        }

        if (!IsLargeInteger(ref reader))
        {
            return IsOrdered(reader.NextMessagePackType) ? false : throw Unordered(reader.NextMessagePackType, MessagePackType.Integer);
        }

        var extension = reader.ReadExtension();
        number = new BigInteger(extension.Data.ToArray(), isUnsigned: extension.Header.TypeCode == UInt128Extension, isBigEndian: true);
        return true;
    }

    private static Int128 ReadInteger(ref MessagePackReader reader)
    {
        var isSigned = reader.NextCode is (>= MessagePackCode.Int8 and <= MessagePackCode.Int64) or >= MessagePackCode.MinNegativeFixInt;
        return isSigned ? reader.ReadInt64() : reader.ReadUInt64();
    }

    private static int CompareArrays(ref MessagePackReader left, ref MessagePackReader right)
    {
        var (length, otherLength) = (left.ReadArrayHeader(), right.ReadArrayHeader());
        for (var i = 0; i < Math.Min(length, otherLength); i++)
        {
            if (Compare(ref left, ref right) is var order and not 0)
            {
                return order;
            }
        }

        return length.CompareTo(otherLength);
    }

    private static int CompareExtensions(ref MessagePackReader left, ref MessagePackReader right)
    {
        var peek = left;
        var otherPeek = right;
        var (code, otherCode) = (peek.ReadExtensionHeader().TypeCode, otherPeek.ReadExtensionHeader().TypeCode);
        if (code != otherCode)
        {
            return code.CompareTo(otherCode);
        }

        return code switch
        {
            Timestamp => left.ReadDateTime().CompareTo(right.ReadDateTime()),
            GuidExtension => left.ReadExtension().Data.ToArray().AsSpan().SequenceCompareTo(right.ReadExtension().Data.ToArray()),
            DecimalExtension => ToDecimal(left.ReadExtension().Data).CompareTo(ToDecimal(right.ReadExtension().Data)),
            _ => throw Unordered(code, otherCode),
        };
    }

    /// <summary>Flags, the high part, the low part: each with its lowest byte first.</summary>
    private static decimal ToDecimal(ReadOnlySequence<byte> data)
    {
        Span<byte> bytes = stackalloc byte[sizeof(decimal)];
        data.CopyTo(bytes);
        return new decimal(
        [
            BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[12..]),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]),
            BinaryPrimitives.ReadInt32LittleEndian(bytes),
        ]);
    }

    private static InvalidOperationException Unordered(object left, object right) => new(
        $"These values have no order ({left} and {right}): what is sorted or used as a priority is a number, a string, a date, a TimeSpan, an enum, a Guid, or a tuple of these.");
}
