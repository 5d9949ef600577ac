using SharedObjects.Calls;

namespace SharedObjects.Server.Objects;

/// <summary>A hold on an object inside its own manager: an ordinary reference to its entry.</summary>
/// <param name="entry">The object.</param>
/// <param name="invoker">Executes calls made inside the manager.</param>
/// <param name="isCreation">Whether this is the handle of a new object, whose first hold ends once the receiver's session has its own.</param>
internal sealed class LocalHandle(ObjectEntry entry, ICallInvoker invoker, bool isCreation = false) : ObjectHandle(entry.Reference, invoker)
{
    private int holdsCreation = isCreation ? 1 : 0;

    public ObjectEntry Entry { get; } = entry;

    /// <summary>Never: who holds it and what it holds end together.</summary>
    internal override CancellationToken Lost => CancellationToken.None;

    /// <summary>The handle is on its way out with a reply; a new object is now the receiver's to keep.</summary>
    public void HandedOver()
    {
        if (Interlocked.Exchange(ref holdsCreation, 0) != 0)
        {
            Entry.Release();
        }
    }

    /// <summary>A new object that nobody received is nobody's.</summary>
    internal override void Dropped() => HandedOver();

    internal override void AddProxy()
    {
    }

    internal override void RemoveProxy()
    {
    }
}
