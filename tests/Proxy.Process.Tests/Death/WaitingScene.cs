namespace SharedObjects.Process.Tests.Death;

/// <summary>A process that waits for something, which the test may grant while the process cannot hear of it.</summary>
/// <param name="name">What is waited for.</param>
/// <param name="make">Makes the object so that it has to be waited for, and gives what the test keeps for that.</param>
/// <param name="wait">In the process: begins to wait, and gives the wait.</param>
/// <param name="grant">Ends the wait of the process.</param>
/// <param name="verify">Looks at the object when the process has died; the last argument is whether its wait was granted.</param>
internal sealed class WaitingScene<T, TKept>(
    string name,
    Func<SharedManager, Task<(T Shared, TKept Kept)>> make,
    Func<T, Task<Task>> wait,
    Func<T, TKept, Task> grant,
    Func<T, TKept, bool, Task> verify) : Scene(name, typeof(T))
    where T : class
{
    private (T Shared, TKept Kept) made;

    public override async Task ArrangeAsync(SharedManager manager, ISharedNamespace stage)
    {
        made = await make(manager);
        await stage.SetAsync(Name, made.Shared);
    }

    public override async Task<object> EnterAsync(ISharedNamespace stage) => await wait(await stage.GetAsync<T>(Name));

    public override Task GrantAsync() => grant(made.Shared, made.Kept);

    public override Task VerifyAsync(bool granted) => verify(made.Shared, made.Kept, granted);
}
