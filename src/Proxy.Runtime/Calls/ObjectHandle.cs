namespace SharedObjects.Calls;

/// <summary>
/// One process's hold on one shared object: its reference and the way to call it. Proxies share handles; while a handle lives, so does the object.
/// Equal when the objects are the same.
/// </summary>
public abstract class ObjectHandle : IEquatable<ObjectHandle>
{
    internal ObjectHandle(ObjectReference reference, ICallInvoker invoker)
    {
        Reference = reference;
        Invoker = invoker;
    }

    /// <summary>What the handle holds.</summary>
    public ObjectReference Reference { get; }

    /// <summary>The way to call it.</summary>
    public ICallInvoker Invoker { get; }

    /// <summary>Cancelled when this process can no longer count on what it holds in the object.</summary>
    internal abstract CancellationToken Lost { get; }

    /// <inheritdoc/>
    public bool Equals(ObjectHandle? other) => other is not null && Reference.Equals(other.Reference);

    /// <inheritdoc/>
    public sealed override bool Equals(object? obj) => obj is ObjectHandle other && Equals(other);

    /// <inheritdoc/>
    public sealed override int GetHashCode() => Reference.GetHashCode();

    /// <summary>The handle was on its way out with a reply that never left.</summary>
    internal virtual void Dropped()
    {
    }

    /// <summary>The object was handed over once for a proxy that will not be made.</summary>
    internal virtual void Forgo()
    {
    }

    /// <summary>Counts a proxy that uses this handle.</summary>
    internal abstract void AddProxy();

    /// <summary>Counts a proxy that was made of another one, not of what the manager handed over; false if the hold was given back already.</summary>
    internal virtual bool TryAddDuplicate() => true;

    /// <summary>A proxy was disposed; with the last one, the hold is given back. A proxy that is merely collected needs no call: its handle is collected with it.</summary>
    internal abstract void RemoveProxy();
}
