using System.Text;
using Microsoft.Extensions.Logging;
using SharedObjects.Hosting.Processes;

namespace SharedObjects.Process.Tests.Launcher;

/// <summary>Runs in the children of these tests; its argument says what to do.</summary>
internal sealed class ProbeRole : IChildRole
{
    public static ChildStart Start(string what) => new()
    {
        Role = ChildRoles.Custom,
        RoleAssemblyPath = typeof(ProbeRole).Assembly.Location,
        RoleTypeName = typeof(ProbeRole).FullName!,
        Arguments = Encoding.UTF8.GetBytes(what),
        Grace = TimeSpan.FromMilliseconds(300),
    };

    public async ValueTask<int> RunAsync(ControlChannel channel, CancellationToken ownerGone)
    {
        var what = Encoding.UTF8.GetString(channel.Arguments.Span).Split(' ');
        await channel.ReadyAsync(Encoding.UTF8.GetBytes("hello from " + Environment.ProcessId), ownerGone);
        switch (what[0])
        {
            case "exit":
                return int.Parse(what[1], System.Globalization.CultureInfo.InvariantCulture);
            case "stay":
                await channel.Stays;
                return 7;
            case "throw-on-thread":
                new Thread(() => throw new NotSupportedException("a thread is broken")).Start();
                break;
            case "log":
                using (var loggers = new ControlLoggerFactory(channel))
                {
                    loggers.CreateLogger("Child.Category").Log(LogLevel.Warning, new EventId(42), "written in the child", null, (text, _) => text);
                    loggers.CreateLogger("Child.Category").Log(LogLevel.Debug, new EventId(43), "below the minimum", null, (text, _) => text);
                }

                return 0;
            case "nest":
                await using (var launcher = new ChildLauncher(TimeProvider.System, new CollectingLoggerFactory()))
                    return (await launcher.Start(Start("exit 3")).Exited).ExitCode;
            case "echo":
                while (await channel.ReceiveAsync(CancellationToken.None) is { } message)
                    await channel.SendAsync(message, CancellationToken.None);
                return ownerGone.IsCancellationRequested ? 5 : 6;
            case "block":
                using (ownerGone.Register(() => new ManualResetEventSlim().Wait(CancellationToken.None)))
                    new ManualResetEventSlim().Wait(CancellationToken.None);
                break;
            case "environment":
                await channel.SendAsync(Encoding.UTF8.GetBytes(string.Join('\n', Environment.GetCommandLineArgs()) + Console.In.ReadToEnd()), CancellationToken.None);
                return 0;
        }

        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ownerGone);
        return 0;
    }
}
