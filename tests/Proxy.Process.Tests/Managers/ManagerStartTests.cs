using System.Diagnostics;
using SharedObjects.Hosting.Manager;
using SharedObjects.Hosting.Processes;

namespace SharedObjects.Process.Tests.Managers;

/// <summary>A manager that cannot start says why, and leaves nothing.</summary>
public sealed class ManagerStartTests : ProcessTests
{
    [Fact(Timeout = 60_000)]
    public async Task A_startup_class_that_throws_is_quoted()
    {
        var exception = await Assert.ThrowsAsync<ChildStartException>(() => SharedManager.StartAsync<ThrowingManager>(cancellationToken: Token).AsTask());

        Assert.Contains("the startup class is broken", exception.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(InvalidOperationException), exception.Message, StringComparison.Ordinal);
        Assert.Contains($"{nameof(ThrowingManager)}.{nameof(ThrowingManager.Configure)}", exception.Message, StringComparison.Ordinal);
        await ProcFs.UntilAsync(() => !ChildLauncher.Shared.Children.Any());
    }

    [Fact(Timeout = 60_000)]
    public async Task A_startup_class_that_never_returns_ends_the_start_in_time()
    {
        var stopwatch = Stopwatch.StartNew();

        var exception = await Assert.ThrowsAsync<ChildStartException>(() => SharedManager.StartAsync<NeverReadyManager>(
            new SharedManagerOptions { StartTimeout = TimeSpan.FromSeconds(2) }, Token).AsTask());

        Assert.Contains(nameof(SharedManagerOptions.StartTimeout), exception.Message, StringComparison.Ordinal);
        Assert.True(stopwatch.Elapsed < TimeSpan.FromSeconds(5), $"{stopwatch.Elapsed}");
        Assert.DoesNotContain(ChildLauncher.Shared.Children, static child => !child.Exited.IsCompleted);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_start_that_is_cancelled_ends_at_once()
    {
        using var patience = new CancellationTokenSource();
        var start = SharedManager.StartAsync<NeverReadyManager>(cancellationToken: patience.Token).AsTask();
        await ProcFs.UntilAsync(() => ChildLauncher.Shared.Children.Any());
        var stopwatch = Stopwatch.StartNew();

        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => start);
        Assert.True(stopwatch.Elapsed < TimeSpan.FromSeconds(3), $"{stopwatch.Elapsed}");
        Assert.DoesNotContain(ChildLauncher.Shared.Children, static child => !child.Exited.IsCompleted);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_bad_assembly_path_is_named()
    {
        await using var process = ManagerProcess.Start("/nowhere/Missing.dll", "Missing.Startup", new SharedManagerOptions());

        var exception = await Assert.ThrowsAsync<ChildStartException>(() => process.ConnectAsync(Calls.Encoding.ValueSerializer.Default, Token).AsTask());

        Assert.Contains("/nowhere/Missing.dll", exception.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_startup_class_that_the_table_does_not_have_is_named()
    {
        await using var process = ManagerProcess.Start(typeof(ManagerStartTests).Assembly.Location, "Missing.Startup", new SharedManagerOptions());

        var exception = await Assert.ThrowsAsync<ChildStartException>(() => process.ConnectAsync(Calls.Encoding.ValueSerializer.Default, Token).AsTask());

        Assert.Contains("Missing.Startup", exception.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(IManagerStartup), exception.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_named_object_is_there_from_the_start()
    {
        await using var manager = await SharedManager.StartAsync<TestManager>(cancellationToken: Token);
        var one = await manager.OpenAsync<ISharedQueue<int>>("numbers", Token);
        var same = await manager.OpenAsync<ISharedQueue<int>>("numbers", Token);

        await one.PutAsync(1, Token);

        Assert.Equal(1, await same.GetAsync(Token));
        await Assert.ThrowsAsync<ObjectNotFoundException>(() => manager.OpenAsync<ISharedQueue<int>>("letters", Token).AsTask());
        await Assert.ThrowsAsync<ContractMismatchException>(() => manager.OpenAsync<ISharedQueue<string>>("numbers", Token).AsTask());
    }
}
