// A program as a user has one, without a guard in its Main. "owner" starts children and waits to be killed; "run" starts some and ends.
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using SharedObjects.Hosting.Processes;

if (args is ["run", var count, ..])
{
    var runsUserCode = !args.Contains("library");
    var stopwatch = Stopwatch.StartNew();
    await using var launcher = new ChildLauncher(TimeProvider.System, NullLoggerFactory.Instance);
    var children = Enumerable.Range(0, int.Parse(count, CultureInfo.InvariantCulture)).Select(_ => launcher.Start(TestRole.Start(new ChildStart { Role = ChildRoles.Custom, RunsUserCode = runsUserCode }))).ToArray();
    var started = stopwatch.Elapsed;
    foreach (var child in children)
    {
        await child.Ready;
        await child.Exited;
    }

    Console.WriteLine($"children: {children.Count(child => child.Exited.Result is { ExitCode: 0, Signal: null, Failure: null })}; started after {started.TotalMilliseconds:0} ms, all ended after {stopwatch.ElapsedMilliseconds} ms");
    return 0;
}

if (args is ["owner", var mode, var number])
{
    var launcher = ChildLauncher.Shared;
    for (var i = 0; i < int.Parse(number, CultureInfo.InvariantCulture); i++)
    {
        var child = launcher.Start(TestRole.Start(new ChildStart { Role = ChildRoles.Custom, Arguments = new[] { (byte)mode[0] }, Detached = mode == "Detached", Grace = TimeSpan.FromMilliseconds(200) }));
        if (mode != "starting")
            await child.Ready;
        Console.WriteLine(child.Id);
    }

    Console.WriteLine(launcher.DirectoryPath);
    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, CancellationToken.None);
}

Console.Error.WriteLine("usage: run <count> [library] | owner <mode> <count>");
return 2;

internal sealed class TestRole : IChildRole
{
    public static ChildStart Start(ChildStart start) =>
        start with { RoleAssemblyPath = typeof(TestRole).Assembly.Location, RoleTypeName = typeof(TestRole).FullName! };

    public async ValueTask<int> RunAsync(ControlChannel channel, CancellationToken ownerGone)
    {
        await channel.ReadyAsync(default, ownerGone);
        switch (channel.Arguments.IsEmpty ? ' ' : (char)channel.Arguments.Span[0])
        {
            case 'w' or 'D':
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ownerGone);
                break;
            case 'b':
                // Blocks the main thread, every pool thread and the cancellation, for ever.
                ownerGone.Register(() => new ManualResetEventSlim().Wait(CancellationToken.None));
                AppDomain.CurrentDomain.ProcessExit += (_, _) => new ManualResetEventSlim().Wait(CancellationToken.None);
                for (var i = 0; i < 200; i++)
                    _ = Task.Run(() => new ManualResetEventSlim().Wait(CancellationToken.None), CancellationToken.None);
                new ManualResetEventSlim().Wait(CancellationToken.None);
                break;
        }

        return 0;
    }
}
