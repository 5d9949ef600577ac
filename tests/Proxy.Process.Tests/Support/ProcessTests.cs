using System.Text;
using SharedObjects.Hosting.Processes;

namespace SharedObjects.Process.Tests.Support;

/// <summary>Base of the tests with real processes: after each class, none of them and none of their directories may be left.</summary>
public abstract class ProcessTests : IClassFixture<ProcessTests.NothingLeftBehind>
{
    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The directories of control sockets and managers that exist now, but for that of this process's own launcher.</summary>
    protected static string[] SocketDirectories() =>
        [.. Directory.EnumerateDirectories(TestEnvironment.TemporaryDirectory, "so-*").Where(static path => path != ChildLauncher.Shared.DirectoryPath)];

    /// <summary>A class whose tests share processes derives its fixture from this, because the fixtures of a class end in no order.</summary>
    public class NothingLeftBehind : IAsyncLifetime
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

        public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

        public virtual async ValueTask DisposeAsync()
        {
            GC.SuppressFinalize(this);
            using var deadline = new CancellationTokenSource(Patience, TimeProvider.System);
            var left = Left();
            while (left.Length > 0)
            {
                Assert.False(deadline.IsCancellationRequested, $"Left behind: {string.Join(", ", left)}");
                await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, CancellationToken.None);
                left = Left();
            }
        }

        private static string[] Left() =>
        [
            .. Directory.EnumerateDirectories("/proc").Select(static path => int.TryParse(Path.GetFileName(path), out var id) ? id : 0).Where(IsOurs).Select(static id => $"process {id} ({ProcFs.CommandLine(id)})"),
            .. SocketDirectories(),
        ];

        private static bool IsOurs(int id)
        {
            if (id == 0 || id == Environment.ProcessId)
            {
                return false;
            }

            try
            {
                return File.ReadAllBytes($"/proc/{id}/environ").AsSpan().IndexOf(Encoding.UTF8.GetBytes("TMPDIR=" + TestEnvironment.TemporaryDirectory)) >= 0
                    && ProcFs.CommandLine(id).Contains("SharedObjects", StringComparison.Ordinal);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return false;
            }
        }
    }
}
