using SharedObjects.Contracts.State;

namespace SharedObjects.Objects.Namespace;

/// <summary>What a name has, without its type.</summary>
/// <param name="type">What the client that set it calls its type.</param>
/// <param name="version">The change that set it.</param>
internal abstract class Slot(string type, long version)
{
    public string Type { get; } = type;

    public long Version { get; } = version;

    public abstract void SaveValue(StateWriter state);
}
