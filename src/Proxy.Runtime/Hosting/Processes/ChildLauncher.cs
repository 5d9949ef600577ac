using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using SharedObjects.Transport.Endpoints;

namespace SharedObjects.Hosting.Processes;

/// <summary>
/// Starts child processes of this program. One for the whole process is <see cref="Shared"/>; they share its control socket. Children
/// that nobody holds any more stay alive all the same: the launcher holds them until they end.
/// </summary>
internal sealed class ChildLauncher : IAsyncDisposable
{
    private static readonly Lazy<ChildLauncher> SharedLauncher = new(() => new ChildLauncher(TimeProvider.System, NullLoggerFactory.Instance));

    private readonly Lock gate = new();
    private readonly ConcurrentDictionary<ChildProcess, bool> children = new();
    private readonly TimeProvider timeProvider;
    private readonly ILoggerFactory loggerFactory;
    private readonly Func<ProgramFiles> findProgram;
    private ProgramFiles? program;
    private string? leanRuntimeConfiguration;
    private ControlListener? listener;
    private bool disposed;

    public ChildLauncher(TimeProvider timeProvider, ILoggerFactory loggerFactory)
        : this(timeProvider, loggerFactory, ProgramFiles.Find)
    {
    }

    internal ChildLauncher(TimeProvider timeProvider, ILoggerFactory loggerFactory, Func<ProgramFiles> findProgram)
    {
        this.timeProvider = timeProvider;
        this.loggerFactory = loggerFactory;
        this.findProgram = findProgram;
    }

    /// <summary>The launcher of this process.</summary>
    public static ChildLauncher Shared => SharedLauncher.Value;

    /// <summary>The children that have not ended yet.</summary>
    public IEnumerable<ChildProcess> Children => children.Keys;

    /// <summary>The directory of the control socket; null before the first start.</summary>
    internal string? DirectoryPath => listener?.DirectoryPath;

    /// <summary>Starts a child and returns at once; how it fares is told by the tasks of the result.</summary>
    /// <exception cref="ChildStartException">This program cannot start children, or the operating system refused.</exception>
    public ChildProcess Start(ChildStart start)
    {
        var (files, control, runtimeConfiguration) = Prepare(start.RunsUserCode);
        var expectation = control.Expect();
        Process process;
        try
        {
            process = Process.Start(Command(files, runtimeConfiguration, start.Role, control.SocketPath))!;
        }
        catch (Exception exception) when (exception is Win32Exception or IOException)
        {
            expectation.Dispose();
            throw new ChildStartException($"The child process ({start.Role}) could not be started with {files.Muxer}: {exception.Message}", exception);
        }

        expectation.Started(process.Id);
        Introduce(process, new ChildHandshake(expectation.Token, ProcessIdentity.Current));
        var child = new ChildProcess(process, start, expectation, timeProvider, start.LoggerFactory ?? loggerFactory);
        children[child] = true;
        child.Exited.ContinueWith(_ => children.TryRemove(child, out var _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return child;
    }

    /// <summary>Ends every child that is not detached, and removes the control socket.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (gate)
            disposed = true;

        await Task.WhenAll(children.Keys.Select(static child => child.DisposeAsync().AsTask())).ConfigureAwait(false);
        listener?.Dispose();
    }

    private static ProcessStartInfo Command(ProgramFiles files, string runtimeConfiguration, string role, string socketPath) =>
        new(files.Muxer, ["exec", "--depsfile", files.DependencyFile, "--runtimeconfig", runtimeConfiguration, files.Host, role, socketPath])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardError = true,
        };

    private static void Introduce(Process process, ChildHandshake handshake)
    {
        try
        {
            var standardInput = process.StandardInput.BaseStream;
            standardInput.Write(handshake.Encode());
            standardInput.Flush();
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended already; ChildProcess sees that too, and tells why.
        }
    }

    private (ProgramFiles Files, ControlListener Control, string RuntimeConfiguration) Prepare(bool runsUserCode)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            program ??= FindVerified();
            listener ??= Listen();
            if (!runsUserCode)
                leanRuntimeConfiguration ??= WriteLean(program, listener);

            return (program, listener, runsUserCode ? program.RuntimeConfiguration : leanRuntimeConfiguration!);
        }
    }

    private ControlListener Listen()
    {
        // Beside the way: what killed programs have left behind keeps no child waiting.
        ThreadPool.UnsafeQueueUserWorkItem(static _ => AbandonedDirectories.Sweep(), null);
        return new ControlListener(timeProvider, loggerFactory.CreateLogger<ControlListener>());
    }

    private ProgramFiles FindVerified()
    {
        var found = findProgram();
        ChildRuntimeConfiguration.Verify(found.RuntimeConfiguration);
        return found;
    }

    private static string WriteLean(ProgramFiles files, ControlListener control)
    {
        var path = Path.Combine(control.DirectoryPath, "library" + ChildRuntimeConfiguration.Extension);
        File.WriteAllBytes(path, ChildRuntimeConfiguration.DeriveLean(files.RuntimeConfiguration));
        return path;
    }
}
