using System.Numerics;
using System.Runtime.InteropServices;
using Nerdbank.MessagePack;
using SharedObjects.Contracts.Numbers;

namespace SharedObjects.Calls.Encoding;

/// <summary>Computes with encoded numbers. A sum is encoded as a client encodes it, so payloads go on being equal when their numbers are.</summary>
internal sealed class PayloadArithmetic : Arithmetic<Payload>
{
    private const int DecimalLength = 4 * sizeof(int);

    [ThreadStatic]
    private static ArgumentFrame? scratch;

    private PayloadArithmetic()
    {
    }

    public static PayloadArithmetic Instance { get; } = new();

    public override Payload Add(Payload value, Payload amount, NumberKind kind) => kind switch
    {
        NumberKind.SByte => Add<sbyte>(value, amount),
        NumberKind.Byte => Add<byte>(value, amount),
        NumberKind.Int16 => Add<short>(value, amount),
        NumberKind.UInt16 => Add<ushort>(value, amount),
        NumberKind.Int32 => Add<int>(value, amount),
        NumberKind.UInt32 => Add<uint>(value, amount),
        NumberKind.Int64 => Add<long>(value, amount),
        NumberKind.UInt64 => Add<ulong>(value, amount),
        NumberKind.Single => Add<float>(value, amount),
        NumberKind.Double => Add<double>(value, amount),
        NumberKind.Decimal => AddDecimals(value, amount),
        _ => throw new NotSupportedException($"This manager does not know numbers of kind {(int)kind}; nothing was changed."),
    };

    private static Payload Add<TNumber>(Payload value, Payload amount)
        where TNumber : struct, INumber<TNumber>
    {
        var (left, right) = (Decode<TNumber>(value), Decode<TNumber>(amount));
        return Encode(Sum(left, right), ValueCodec<TNumber>.Instance);
    }

    private static TNumber Decode<TNumber>(Payload payload)
        where TNumber : struct, INumber<TNumber>
    {
        if (payload.Bytes is not { } bytes)
        {
            return TNumber.Zero;
        }

        try
        {
            var reader = new MessagePackReader(bytes);
            return ValueCodec<TNumber>.Instance.Read(ref reader, scratch ??= new());
        }
        catch (Exception exception) when (exception is MessagePackSerializationException or EndOfStreamException or OverflowException)
        {
            throw NoNumber<TNumber>(exception);
        }
    }

    private static Payload Encode<TNumber>(TNumber value, Codec<TNumber> codec)
    {
        var frame = scratch ??= new();
        frame.WriteValue(value, codec);
        var bytes = frame.Body.Written.ToArray();
        frame.Body.Clear();
        return new Payload(bytes, null);
    }

    /// <summary>
    /// The serializer's decimals are an extension of sixteen bytes. They are taken and put as they are, so that nothing needs the serializer
    /// here: it may know no decimals where shapes cannot be reflected.
    /// </summary>
    private static Payload AddDecimals(Payload value, Payload amount)
    {
        var (left, right) = (DecodeDecimal(value, out var valueCode), DecodeDecimal(amount, out var amountCode));
        var sum = Sum(left, right);

        // What is added to zero may keep a sign that nobody sees.
        sum = sum == 0 ? decimal.Abs(sum) : sum;
        return (amountCode ?? valueCode) is { } code ? Encode((code, sum), DecimalCodec.Instance) : default;
    }

    private static decimal DecodeDecimal(Payload payload, out sbyte? code)
    {
        code = null;
        if (payload.Bytes is not { } bytes)
        {
            return 0;
        }

        try
        {
            var reader = new MessagePackReader(bytes);
            var (read, value) = DecimalCodec.Instance.Read(ref reader, scratch ??= new());
            code = read;
            return value;
        }
        catch (Exception exception) when (exception is MessagePackSerializationException or EndOfStreamException or ArgumentException)
        {
            throw NoNumber<decimal>(exception);
        }
    }

    private static TNumber Sum<TNumber>(TNumber left, TNumber right)
        where TNumber : struct, INumber<TNumber>
    {
        try
        {
            return checked(left + right);
        }
        catch (OverflowException)
        {
            throw new OverflowException($"{left} and {right} are together no {typeof(TNumber)}; nothing was changed.");
        }
    }

    private static InvalidOperationException NoNumber<TNumber>(Exception exception) =>
        new($"What is to be added is no {typeof(TNumber)}; nothing was changed.", exception);

    /// <summary>Flags, then the 96 bits: highest, lowest, middle; all as little-endian integers. What their bits say is checked.</summary>
    private sealed class DecimalCodec : Codec<(sbyte Code, decimal Value)>
    {
        public static readonly DecimalCodec Instance = new();

        internal override void Write(ref MessagePackWriter writer, (sbyte Code, decimal Value) value, Frame frame)
        {
            Span<int> parts = stackalloc int[4];
            decimal.GetBits(value.Value, parts);
            writer.Write(new ExtensionHeader(value.Code, DecimalLength));
            MemoryMarshal.AsBytes([parts[3], parts[2], parts[0], parts[1]]).CopyTo(writer.GetSpan(DecimalLength));
            writer.Advance(DecimalLength);
        }

        internal override (sbyte Code, decimal Value) Read(ref MessagePackReader reader, Frame frame)
        {
            var extension = reader.ReadExtension();
            if (extension.Header.Length != DecimalLength)
            {
                throw new MessagePackSerializationException("A decimal has sixteen bytes.");
            }

            Span<int> parts = stackalloc int[4];
            System.Buffers.BuffersExtensions.CopyTo(extension.Data, MemoryMarshal.AsBytes(parts));
            return (extension.Header.TypeCode, new decimal([parts[2], parts[3], parts[1], parts[0]]));
        }
    }
}
