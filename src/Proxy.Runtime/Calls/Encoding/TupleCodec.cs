using Nerdbank.MessagePack;

namespace SharedObjects.Calls.Encoding;

/// <summary>A tuple is an array of its items.</summary>
internal static class TupleCodec
{
    public static void ReadHeader(ref MessagePackReader reader, int items)
    {
        var length = reader.ReadArrayHeader();
        if (length != items)
        {
            throw new EncodingException($"A tuple of {items} was expected, not of {length}.");
        }
    }
}

internal sealed class TupleCodec<T1, T2>(Codec<T1> item1, Codec<T2> item2) : Codec<(T1, T2)>
{
    public TupleCodec()
        : this(ValueCodec<T1>.Instance, ValueCodec<T2>.Instance)
    {
    }

    internal override void Write(ref MessagePackWriter writer, (T1, T2) value, Frame frame)
    {
        writer.WriteArrayHeader(2);
        item1.Write(ref writer, value.Item1, frame);
        item2.Write(ref writer, value.Item2, frame);
    }

    internal override (T1, T2) Read(ref MessagePackReader reader, Frame frame)
    {
        TupleCodec.ReadHeader(ref reader, 2);
        return (item1.Read(ref reader, frame), item2.Read(ref reader, frame));
    }
}

internal sealed class TupleCodec<T1, T2, T3>(Codec<T1> item1, Codec<T2> item2, Codec<T3> item3) : Codec<(T1, T2, T3)>
{
    public TupleCodec()
        : this(ValueCodec<T1>.Instance, ValueCodec<T2>.Instance, ValueCodec<T3>.Instance)
    {
    }

    internal override void Write(ref MessagePackWriter writer, (T1, T2, T3) value, Frame frame)
    {
        writer.WriteArrayHeader(3);
        item1.Write(ref writer, value.Item1, frame);
        item2.Write(ref writer, value.Item2, frame);
        item3.Write(ref writer, value.Item3, frame);
    }

    internal override (T1, T2, T3) Read(ref MessagePackReader reader, Frame frame)
    {
        TupleCodec.ReadHeader(ref reader, 3);
        return (item1.Read(ref reader, frame), item2.Read(ref reader, frame), item3.Read(ref reader, frame));
    }
}

internal sealed class TupleCodec<T1, T2, T3, T4>(Codec<T1> item1, Codec<T2> item2, Codec<T3> item3, Codec<T4> item4) : Codec<(T1, T2, T3, T4)>
{
    public TupleCodec()
        : this(ValueCodec<T1>.Instance, ValueCodec<T2>.Instance, ValueCodec<T3>.Instance, ValueCodec<T4>.Instance)
    {
    }

    internal override void Write(ref MessagePackWriter writer, (T1, T2, T3, T4) value, Frame frame)
    {
        writer.WriteArrayHeader(4);
        item1.Write(ref writer, value.Item1, frame);
        item2.Write(ref writer, value.Item2, frame);
        item3.Write(ref writer, value.Item3, frame);
        item4.Write(ref writer, value.Item4, frame);
    }

    internal override (T1, T2, T3, T4) Read(ref MessagePackReader reader, Frame frame)
    {
        TupleCodec.ReadHeader(ref reader, 4);
        return (item1.Read(ref reader, frame), item2.Read(ref reader, frame), item3.Read(ref reader, frame), item4.Read(ref reader, frame));
    }
}
