using System.Diagnostics;

namespace SharedObjects.Runtime.Tests.Transport.Support;

/// <summary>A process of another user, running a line of Perl. Needs root; the test is skipped visibly otherwise.</summary>
internal sealed class Stranger : IDisposable
{
    public const uint UserId = 65534;

    private const string ChangeUser = "/usr/bin/setpriv";
    private const string Perl = "/usr/bin/perl";

    private readonly Process process;

    private Stranger(Process process) => this.process = process;

    public static Stranger Run(string script, string argument)
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && File.Exists(ChangeUser) && File.Exists(Perl),
            "A process of another user can be started by root only, with setpriv and perl.");
        var user = UserId.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var start = new ProcessStartInfo(
            ChangeUser,
            ["--reuid", user, "--regid", user, "--clear-groups", Perl, "-MIO::Socket::UNIX", "-e", "$|=1; my $path = shift; " + script, argument])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = "/",
        };
        return new Stranger(Process.Start(start)!);
    }

    public async Task<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        // A read of a pipe does not heed its token; the end of the process ends it.
        await using var ending = cancellationToken.Register(process.Kill);
        return await process.StandardOutput.ReadLineAsync(cancellationToken);
    }

    public void Dispose()
    {
        process.Kill();
        process.Dispose();
    }
}
