using SharedObjects.Contracts.State;

namespace SharedObjects.Calls.Encoding;

/// <summary>Writes a referent's state into one payload, with the objects it refers to.</summary>
internal sealed class PayloadStateWriter(ValueSerializer serializer) : StateWriter
{
    private readonly ArgumentFrame frame = new() { Serializer = serializer };

    public override void Write<T>(T value) => frame.WriteValue(value, ValueCodec<T>.Instance);

    public override void WriteElement<T>(T element) => frame.WriteValue(element, ElementCodec<T>.Instance);

    /// <summary>What was written; the writer is empty afterwards.</summary>
    public Payload ToPayload()
    {
        var bytes = frame.Body.Written.ToArray();
        frame.Body.Clear();
        return new Payload(bytes, frame.References.Count == 0 ? null : [.. frame.References.Select(static slot => (object)slot.Handle!)]);
    }
}
