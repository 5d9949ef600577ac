namespace SharedObjects.Contracts;

/// <summary>A shared object as one process holds it.</summary>
internal interface IProxy
{
    /// <summary>The manager's epoch.</summary>
    Guid Home { get; }

    /// <summary>Another hold of this process on the same object, to be disposed on its own.</summary>
    /// <exception cref="ObjectDisposedException">This one was disposed: its hold may have been given back, and with it whatever it was granted.</exception>
    ISharedObject Duplicate();
}
