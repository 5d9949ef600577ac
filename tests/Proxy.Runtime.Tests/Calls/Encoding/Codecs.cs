using SharedObjects.Calls;
using SharedObjects.Calls.Encoding;

namespace SharedObjects.Runtime.Tests.Calls.Encoding;

/// <summary>Frames to encode into and decode from.</summary>
internal static class Codecs
{
    public static T RoundTrip<T>(Codec<T> codec, T value)
    {
        var frame = new ArgumentFrame();
        frame.WriteValue(value, codec);
        var read = frame.ReadValue(codec);
        Assert.Equal(frame.Body.Length, frame.Consumed);
        return read;
    }

    public static T Decode<T>(Codec<T> codec, ReadOnlyMemory<byte> bytes)
    {
        var frame = new ArgumentFrame();
        frame.Body.Write(new System.Buffers.ReadOnlySequence<byte>(bytes));
        return frame.ReadValue(codec);
    }

    /// <summary>What the host of a generic contract keeps of an element, given back as the client reads it.</summary>
    public static T ThroughPayload<T>(T value)
    {
        var sent = new ArgumentFrame();
        sent.WriteValue(value, ElementCodec<T>.Instance);
        var kept = Payload(sent);
        var returned = new ArgumentFrame();
        returned.WriteValue(kept, ElementCodec<Payload>.Instance);
        return returned.ReadValue(ElementCodec<T>.Instance);
    }

    public static Payload Payload(ArgumentFrame frame) => frame.ReadValue(ElementCodec<Payload>.Instance);

    public static Payload PayloadOf<T>(T value)
    {
        var frame = new ArgumentFrame();
        frame.WriteValue(value, ElementCodec<T>.Instance);
        return Payload(frame);
    }
}
