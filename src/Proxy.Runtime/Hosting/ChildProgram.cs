using System.Runtime.InteropServices;
using SharedObjects.Hosting.Processes;

namespace SharedObjects.Hosting;

/// <summary>The entry point of a child: <c>dotnet exec … SharedObjects.dll &lt;role&gt; &lt;control socket&gt;</c>. See docs/decisions/0002-child-host.md.</summary>
internal static class ChildProgram
{
    // Longer than any owner takes that is going to answer: it is at work with this child's start, or dead, which shows at once.
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(60);

    public static int Main(string[] args)
    {
        if (args is not [var role, var socketPath])
        {
            Console.Error.WriteLine("This is the host of SharedObjects' child processes. It is started by the program that uses the library, not by hand.");
            return ChildExitCode.Usage;
        }

        // Ctrl-C reaches every process of the terminal. What it means is for the owner to decide; its children end when it does.
        using var interrupt = LeaveToOwner(PosixSignal.SIGINT);
        using var quit = LeaveToOwner(PosixSignal.SIGQUIT);
        using var hangup = LeaveToOwner(PosixSignal.SIGHUP);

        var watch = OwnerWatch.Begin(role, socketPath);

        // A request to end is granted in order: sockets and directories go, waiters are told. .NET's own answer is to die on the spot.
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => context.Cancel = watch.TryEndProcess());
        if (watch.WaitForStart(StartDeadline, out var reason) is not { Start: { } start } channel)
        {
            Console.Error.WriteLine($"The child process ends: {reason}.");
            return ChildExitCode.OwnerGone;
        }

        AppDomain.CurrentDomain.UnhandledException += (_, arguments) =>
        {
            if (arguments.ExceptionObject is Exception exception)
                channel.TrySend(ControlMessageKind.Failed, ChildFailure.From(exception).Encode());
        };

        var exitCode = Run(start, channel, watch.OwnerGone);
        channel.TrySendExiting(exitCode);
        return exitCode;
    }

    private static int Run(ChildStart start, ControlChannel channel, CancellationToken ownerGone)
    {
        try
        {
            // The role gets the main thread: nothing else would use it, and a hop to the pool costs a thread more.
            return ChildRoles.Create(start).RunAsync(channel, ownerGone).AsTask().GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (ownerGone.IsCancellationRequested)
        {
            return ChildExitCode.OwnerGone;
        }
        catch (Exception exception)
        {
            channel.TrySend(ControlMessageKind.Failed, ChildFailure.From(exception).Encode());

            // As any .NET program does, but not when the end of the owner is what the role stumbled over.
            if (!ownerGone.IsCancellationRequested)
                Console.Error.WriteLine($"Unhandled exception. {exception}");

            return ChildExitCode.Failed;
        }
    }

    private static PosixSignalRegistration LeaveToOwner(PosixSignal signal) =>
        PosixSignalRegistration.Create(signal, static context => context.Cancel = true);
}
