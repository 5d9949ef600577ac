using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(TestEnvironment))]

// What a class leaves behind can only be told while no other class is at work, and the processes of one class keep the machine busy.
[assembly: Parallelization(Mode = ParallelMode.None)]

namespace SharedObjects.Process.Tests.Support;

/// <summary>Gives this run a temporary directory of its own, which all its processes inherit: it tells their files and themselves from those of others.</summary>
public sealed class TestEnvironment : IDisposable
{
    public TestEnvironment()
    {
        TemporaryDirectory = Directory.CreateTempSubdirectory("t-").FullName;

        // Others may come as far as this: what keeps them out is the library's to see to.
        File.SetUnixFileMode(TemporaryDirectory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        Environment.SetEnvironmentVariable("TMPDIR", TemporaryDirectory);
        Environment.SetEnvironmentVariable("XDG_RUNTIME_DIR", null);
    }

    public static string TemporaryDirectory { get; private set; } = "";

    public void Dispose() => Directory.Delete(TemporaryDirectory, recursive: true);
}
