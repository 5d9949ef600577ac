using SharedObjects.Contracts.State;

namespace SharedObjects.Objects.Namespace;

/// <summary>What a name has.</summary>
internal sealed class Slot<T>(string type, T value, long version) : Slot(type, version)
{
    public T Value { get; } = value;

    public override void SaveValue(StateWriter state) => state.WriteElement(Value);
}
