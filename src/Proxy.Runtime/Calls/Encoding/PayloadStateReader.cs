using System.Buffers;
using SharedObjects.Calls.Frames;
using SharedObjects.Contracts.State;

namespace SharedObjects.Calls.Encoding;

/// <summary>Reads a referent's state from the payload that a <see cref="PayloadStateWriter"/> made.</summary>
internal sealed class PayloadStateReader : StateReader
{
    private readonly ArgumentFrame frame;

    public PayloadStateReader(Payload state, ValueSerializer serializer)
    {
        frame = new ArgumentFrame { Serializer = serializer };
        frame.Body.Write(new ReadOnlySequence<byte>(state.Bytes ?? []));
        foreach (var reference in state.References.AsSpan())
        {
            var handle = (ObjectHandle)reference;
            frame.References.Add(new ReferenceSlot(handle.Reference, handle));
        }
    }

    public override T Read<T>() => frame.ReadValue(ValueCodec<T>.Instance);

    public override T ReadElement<T>() => frame.ReadValue(ElementCodec<T>.Instance);
}
