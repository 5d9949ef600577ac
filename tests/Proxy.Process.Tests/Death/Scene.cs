namespace SharedObjects.Process.Tests.Death;

/// <summary>
/// One kind of object in one state of a process that is going to die. The test makes the object and puts it on the stage, a shared namespace;
/// the process finds it there and brings itself into the state; when it has died, the test looks at the object.
/// </summary>
internal abstract class Scene
{
    protected Scene(string name, Type contract)
    {
        Name = name;
        Contract = contract;
    }

    public string Name { get; }

    public Type Contract { get; }

    public abstract Task ArrangeAsync(SharedManager manager, ISharedNamespace stage);

    /// <summary>In the process: done when the state is reached.</summary>
    /// <returns>What is to be kept from the garbage collector.</returns>
    public abstract Task<object> EnterAsync(ISharedNamespace stage);

    /// <summary>Gives the process what it waits for.</summary>
    public abstract Task GrantAsync();

    /// <summary>Fails unless the object is as if the process had never waited, or has been given back what it held.</summary>
    /// <param name="granted">Whether it had been given what it waited for.</param>
    public abstract Task VerifyAsync(bool granted);
}
