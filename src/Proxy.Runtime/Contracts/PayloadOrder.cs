using System.Buffers;
using System.Buffers.Binary;
using Nerdbank.MessagePack;

namespace SharedObjects.Contracts;

/// <summary>
/// The order of encoded values, for those that have a natural one: as in .NET, except that strings are compared ordinally. The encodings are those of
/// MessagePack and of the serializer's extensions.
/// </summary>
internal static class PayloadOrder
{
    private const sbyte Timestamp = -1;
    private const sbyte GuidExtension = 2;
    private const sbyte DecimalExtension = 4;

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

        if (type != otherType)
        {
            throw Unordered(type, otherType);
        }

        return type switch
        {
            MessagePackType.Boolean => left.ReadBoolean().CompareTo(right.ReadBoolean()),
            MessagePackType.Integer => ReadInteger(ref left).CompareTo(ReadInteger(ref right)),
            MessagePackType.Float => left.ReadDouble().CompareTo(right.ReadDouble()),
            MessagePackType.String => string.CompareOrdinal(left.ReadString(), right.ReadString()),
            MessagePackType.Array => CompareArrays(ref left, ref right),
            MessagePackType.Extension => CompareExtensions(ref left, ref right),
            _ => throw Unordered(type, otherType),
        };
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
            throw Unordered(code, otherCode);
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
