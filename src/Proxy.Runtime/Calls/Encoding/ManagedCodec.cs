using Nerdbank.MessagePack;

namespace SharedObjects.Calls.Encoding;

/// <summary>A managed interface: the proxy goes in as its reference and comes out as a proxy. In a manager a plain object is hosted as it leaves.</summary>
internal sealed class ManagedCodec<TContract> : Codec<TContract>
{
    internal override void Write(ref MessagePackWriter writer, TContract value, Frame frame)
    {
        if (value is null)
        {
            writer.WriteNil();
            return;
        }

        var handle = value is ManagedProxy proxy ? proxy.Handle : HostOf(frame, value).Host(value, Contract.Of<TContract>());
        HandleCodec.WriteHandle(ref writer, handle, frame);
    }

    internal override TContract Read(ref MessagePackReader reader, Frame frame) =>
        reader.TryReadNil() ? default! : Contract.Of<TContract>().CreateProxy<TContract>(HandleCodec.ReadHandle(ref reader, frame));

    private static Frames.IObjectHost HostOf(Frame frame, object value) =>
        frame.Host ?? throw new EncodingException(
            $"{value.GetType()} implements {typeof(TContract)} but lives in this process; only objects of a manager can be shared. Create it through the manager and pass the proxy.");
}
