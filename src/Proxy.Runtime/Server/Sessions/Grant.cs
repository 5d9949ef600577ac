using SharedObjects.Server.Objects;

namespace SharedObjects.Server.Sessions;

/// <summary>An object a session holds, and how many times the client was handed it.</summary>
internal sealed class Grant(ObjectEntry entry)
{
    public ObjectEntry Entry { get; } = entry;

    public int Count { get; set; } = 1;
}
