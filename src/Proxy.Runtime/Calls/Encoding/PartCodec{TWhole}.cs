using Nerdbank.MessagePack;

namespace SharedObjects.Calls;

/// <summary>How one part of a whole is written and read: an item of a tuple, a property of an object. Made by <see cref="Codec"/>; immutable and thread-safe.</summary>
/// <typeparam name="TWhole">What the part stands in.</typeparam>
public abstract class PartCodec<TWhole>
{
    private protected PartCodec(string name) => Name = System.Text.Encoding.UTF8.GetBytes(name);

    /// <summary>A property's name, in UTF-8; empty for an item.</summary>
    internal byte[] Name { get; }

    internal abstract void Write(ref MessagePackWriter writer, ref TWhole whole, Frame frame);

    internal abstract void Read(ref MessagePackReader reader, ref TWhole whole, Frame frame);
}
