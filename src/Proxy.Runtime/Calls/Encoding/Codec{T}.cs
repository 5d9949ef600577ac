using Nerdbank.MessagePack;

namespace SharedObjects.Calls;

/// <summary>How a value of one type is written into a frame and read from it. Made by <see cref="Codec"/>; immutable and thread-safe.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
public abstract class Codec<T>
{
    private protected Codec()
    {
    }

    internal abstract void Write(ref MessagePackWriter writer, T value, Frame frame);

    internal abstract T Read(ref MessagePackReader reader, Frame frame);
}
