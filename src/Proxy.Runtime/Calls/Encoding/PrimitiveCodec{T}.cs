using System.Buffers;
using System.Runtime.CompilerServices;
using Nerdbank.MessagePack;

namespace SharedObjects.Calls.Encoding;

/// <summary>One primitive. Each <c>typeof</c> test is decided when the method is compiled, so one line of it is left.</summary>
internal sealed class PrimitiveCodec<T> : Codec<T>
{
    /// <summary>A duration is a count of ticks here; the serializer never sees it on its own.</summary>
    public static readonly bool IsPrimitive = PrimitiveCodec.IsPrimitive(typeof(T)) || typeof(T) == typeof(TimeSpan);

    internal override void Write(ref MessagePackWriter writer, T value, Frame frame)
    {
        if (typeof(T) == typeof(bool))
        {
            writer.Write(Unsafe.As<T, bool>(ref value));
        }
        else if (typeof(T) == typeof(byte))
        {
            writer.Write(Unsafe.As<T, byte>(ref value));
        }
        else if (typeof(T) == typeof(sbyte))
        {
            writer.Write(Unsafe.As<T, sbyte>(ref value));
        }
        else if (typeof(T) == typeof(short))
        {
            writer.Write(Unsafe.As<T, short>(ref value));
        }
        else if (typeof(T) == typeof(ushort))
        {
            writer.Write(Unsafe.As<T, ushort>(ref value));
        }
        else if (typeof(T) == typeof(int))
        {
            writer.Write(Unsafe.As<T, int>(ref value));
        }
        else if (typeof(T) == typeof(uint))
        {
            writer.Write(Unsafe.As<T, uint>(ref value));
        }
        else if (typeof(T) == typeof(long))
        {
            writer.Write(Unsafe.As<T, long>(ref value));
        }
        else if (typeof(T) == typeof(ulong))
        {
            writer.Write(Unsafe.As<T, ulong>(ref value));
        }
        else if (typeof(T) == typeof(float))
        {
            writer.Write(Unsafe.As<T, float>(ref value));
        }
        else if (typeof(T) == typeof(double))
        {
            writer.Write(Unsafe.As<T, double>(ref value));
        }
        else if (typeof(T) == typeof(char))
        {
            writer.Write(Unsafe.As<T, char>(ref value));
        }
        else if (typeof(T) == typeof(TimeSpan))
        {
            writer.Write(Unsafe.As<T, TimeSpan>(ref value).Ticks);
        }
        else if (typeof(T) == typeof(string))
        {
            writer.Write((string?)(object?)value);
        }
        else
        {
            writer.Write((byte[]?)(object?)value);
        }
    }

    internal override T Read(ref MessagePackReader reader, Frame frame)
    {
        if (typeof(T) == typeof(bool))
        {
            return As(reader.ReadBoolean());
        }

        if (typeof(T) == typeof(byte))
        {
            return As(reader.ReadByte());
        }

        if (typeof(T) == typeof(sbyte))
        {
            return As(reader.ReadSByte());
        }

        if (typeof(T) == typeof(short))
        {
            return As(reader.ReadInt16());
        }

        if (typeof(T) == typeof(ushort))
        {
            return As(reader.ReadUInt16());
        }

        if (typeof(T) == typeof(int))
        {
            return As(reader.ReadInt32());
        }

        if (typeof(T) == typeof(uint))
        {
            return As(reader.ReadUInt32());
        }

        if (typeof(T) == typeof(long))
        {
            return As(reader.ReadInt64());
        }

        if (typeof(T) == typeof(ulong))
        {
            return As(reader.ReadUInt64());
        }

        if (typeof(T) == typeof(float))
        {
            return As(reader.ReadSingle());
        }

        if (typeof(T) == typeof(double))
        {
            return As(reader.ReadDouble());
        }

        if (typeof(T) == typeof(char))
        {
            return As(reader.ReadChar());
        }

        if (typeof(T) == typeof(TimeSpan))
        {
            return As(new TimeSpan(reader.ReadInt64()));
        }

        if (typeof(T) == typeof(string))
        {
            return (T)(object)reader.ReadString()!;
        }

        return (T)(object)(reader.ReadBytes() is { } bytes ? bytes.ToArray() : null)!;
    }

    private static T As<TValue>(TValue value) => Unsafe.As<TValue, T>(ref value);
}
