namespace SharedObjects.Process.Tests.Death;

/// <summary>A process that holds something.</summary>
/// <param name="name">What is held.</param>
/// <param name="make">Makes the object.</param>
/// <param name="hold">In the process: takes hold of it, and gives what must be kept.</param>
/// <param name="verify">Looks at it when the process has died.</param>
internal sealed class HoldingScene<T>(string name, Func<SharedManager, ValueTask<T>> make, Func<T, Task<object>> hold, Func<T, Task> verify) : Scene(name, typeof(T))
    where T : class
{
    private T made = null!;

    public override async Task ArrangeAsync(SharedManager manager, ISharedNamespace stage)
    {
        made = await make(manager);
        await stage.SetAsync(Name, made);
    }

    public override async Task<object> EnterAsync(ISharedNamespace stage)
    {
        var shared = await stage.GetAsync<T>(Name);
        return (shared, await hold(shared));
    }

    public override Task GrantAsync() => Task.CompletedTask;

    public override Task VerifyAsync(bool granted) => verify(made);
}
