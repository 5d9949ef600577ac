using System.Globalization;

namespace SharedObjects.Process.Tests.Launcher;

/// <summary>The owner is a program of its own, and is killed.</summary>
public sealed class OwnerDeathTests
{
    [Theory(Timeout = 120_000)]
    [InlineData("waiting", 3)]
    [InlineData("blocked", 2)]
    [InlineData("starting", 8)]
    public async Task Nothing_outlives_an_owner_that_is_killed(string mode, int count)
    {
        using var owner = TestProgram.Start("owner", mode, count.ToString(CultureInfo.InvariantCulture));
        var (children, directory) = await ReadAsync(owner, count);
        Assert.True(mode == "starting" || children.All(ProcFs.IsRunning));

        owner.Kill();
        await owner.WaitForExitAsync(TestContext.Current.CancellationToken);

        foreach (var child in children)
            await ProcFs.UntilEndedAsync(child);
        Assert.True(mode == "starting" || !Directory.Exists(directory), directory);
        if (Directory.Exists(directory))
            Directory.Delete(directory, recursive: true);
    }

    [Fact(Timeout = 120_000)]
    public async Task Children_make_no_noise_when_their_owner_dies()
    {
        using var owner = TestProgram.Start("owner", "waiting", "2");
        var errors = owner.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await ReadAsync(owner, 2);

        owner.Kill();

        // Ends when the last child has closed it, too.
        Assert.Equal("", await errors);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_detached_child_stays()
    {
        using var owner = TestProgram.Start("owner", "Detached", "1");
        var (children, directory) = await ReadAsync(owner, 1);

        owner.Kill();
        await owner.WaitForExitAsync(TestContext.Current.CancellationToken);

        // The child has noticed the end of its owner: it has cleaned up behind it.
        await ProcFs.UntilAsync(() => !Directory.Exists(directory));
        Assert.True(ProcFs.IsRunning(children[0]));
        ProcFs.Signal(children[0], "KILL");
        await ProcFs.UntilEndedAsync(children[0]);
    }

    private static async Task<(int[] Children, string Directory)> ReadAsync(System.Diagnostics.Process owner, int count)
    {
        var children = new int[count];
        for (var i = 0; i < count; i++)
            children[i] = int.Parse((await owner.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!, CultureInfo.InvariantCulture);
        return (children, (await owner.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!);
    }
}
