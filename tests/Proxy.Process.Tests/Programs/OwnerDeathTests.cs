using System.Globalization;

namespace SharedObjects.Process.Tests.Programs;

/// <summary>The owner is a program of its own, and is killed: nothing of it is left, processes or files.</summary>
public sealed class OwnerDeathTests : ProcessTests
{
    [Theory(Timeout = 60_000)]
    [InlineData("waiting")]
    [InlineData("blocked")]
    public async Task Nothing_outlives_an_owner_that_is_killed(string mode)
    {
        var before = SocketDirectories();
        using var owner = TestProgram.Start("owner", mode);
        var children = await ReadAsync(owner);
        Assert.All(children, static child => Assert.True(ProcFs.IsRunning(child)));
        Assert.Equal(before.Length + 2, SocketDirectories().Length);

        owner.Kill();
        await owner.WaitForExitAsync(Token);

        foreach (var child in children)
        {
            await ProcFs.UntilEndedAsync(child);
        }

        Assert.Equal(before, SocketDirectories());
    }

    [Fact(Timeout = 60_000)]
    public async Task Children_make_no_noise_when_their_owner_dies()
    {
        using var owner = TestProgram.Start("owner", "waiting");
        var errors = owner.StandardError.ReadToEndAsync(Token);
        await ReadAsync(owner);

        owner.Kill();

        // Ends when the last child has closed it, too.
        Assert.Equal("", await errors);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_manager_and_workers_that_are_starting_do_not_outlive_their_owner_either()
    {
        using var owner = TestProgram.Start("run", "20");
        int[] children = [];
        await ProcFs.UntilAsync(() => (children = ProcFs.ChildrenOf(owner.Id)).Length >= 3);

        owner.Kill();
        await owner.WaitForExitAsync(Token);

        foreach (var child in children)
        {
            await ProcFs.UntilEndedAsync(child);
        }

        // A child that had not yet reached its owner cannot tell where its socket was; the next start sweeps.
        foreach (var directory in SocketDirectories())
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task<int[]> ReadAsync(System.Diagnostics.Process owner) =>
        [.. (await owner.StandardOutput.ReadLineAsync(Token))!.Split(' ').Select(static id => int.Parse(id, CultureInfo.InvariantCulture))];
}
