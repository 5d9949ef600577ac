using SharedObjects.Server.Objects;

namespace SharedObjects.Server.Sessions;

/// <summary>What an object does when a session ends or gives the object back; disposing forgets it.</summary>
internal sealed class EndAction : IDisposable
{
    private readonly SessionHolds holds;

    public EndAction(SessionHolds holds, ObjectEntry entry, Action settle, Action? afterwards)
    {
        this.holds = holds;
        Entry = entry;
        Settle = settle;
        Afterwards = afterwards;
        Place = new LinkedListNode<EndAction>(this);
    }

    public ObjectEntry Entry { get; }

    public Action Settle { get; }

    public Action? Afterwards { get; }

    /// <summary>Its place among those of the same object.</summary>
    public LinkedListNode<EndAction> Place { get; }

    public void Dispose() => holds.Remove(this);
}
