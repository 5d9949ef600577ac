using System.Globalization;
using SharedObjects.Hosting.Processes;

namespace SharedObjects.Process.Tests.Support;

/// <summary>What the operating system says about a process.</summary>
internal static class ProcFs
{
    public static string CommandLine(int id) => File.ReadAllText($"/proc/{id}/cmdline").Replace('\0', ' ');

    public static string Environ(int id) => File.ReadAllText($"/proc/{id}/environ");

    public static string? Descriptor(int id, int descriptor) => new FileInfo($"/proc/{id}/fd/{descriptor}").LinkTarget;

    public static bool IsRunning(int id) => new ProcessIdentity(id, 0).IsRunning;

    public static int[] ChildrenOf(int id) =>
        [.. Directory.EnumerateDirectories($"/proc/{id}/task").SelectMany(static thread => File.ReadAllText(thread + "/children").Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(static child => int.Parse(child, CultureInfo.InvariantCulture))];

    /// <summary>Whether it is stopped, every thread of it.</summary>
    public static bool IsStopped(int id) =>
        Directory.EnumerateDirectories($"/proc/{id}/task").All(static thread => File.ReadAllText(thread + "/stat") is var stat && stat[stat.LastIndexOf(')') + 2] == 'T');

    /// <summary>Waits for a process that is not ours to wait for; the test's token is the limit.</summary>
    public static async Task UntilEndedAsync(int id)
    {
        try
        {
            using var process = System.Diagnostics.Process.GetProcessById(id);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
        catch (ArgumentException)
        {
            // Ended already.
        }

        while (IsRunning(id))
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, TestContext.Current.CancellationToken);
    }

    public static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, TestContext.Current.CancellationToken);
    }

    public static void Signal(int id, string signal)
    {
        using var kill = System.Diagnostics.Process.Start("kill", ["-" + signal, id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}
