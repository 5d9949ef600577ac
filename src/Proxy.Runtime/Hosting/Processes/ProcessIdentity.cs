using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace SharedObjects.Hosting.Processes;

/// <summary>A process that cannot be mistaken for a later one with the same id.</summary>
/// <param name="Id">The process id.</param>
/// <param name="StartTime">When it started, in a unit that is only ever compared; 0 when it could not be found out.</param>
internal sealed record ProcessIdentity(int Id, long StartTime)
{
    public static ProcessIdentity Current { get; } = new(Environment.ProcessId, StartTimeOf(Environment.ProcessId) ?? 0);

    /// <summary>False when the process has ended, even if its id is in use again.</summary>
    public bool IsRunning => StartTimeOf(Id) is { } startTime && (StartTime == 0 || startTime == StartTime);

    private static long? StartTimeOf(int id) => OperatingSystem.IsLinux() ? StartTimeFromProc(id) : StartTimeFromProcess(id);

    private static long? StartTimeFromProc(int id)
    {
        try
        {
            // The name, field 2, may hold blanks and brackets: count from its end. State is field 3, the start in ticks since boot field 22.
            var stat = File.ReadAllText($"/proc/{id}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X" ? null : long.Parse(fields[19], CultureInfo.InvariantCulture);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // No such file is the answer "has ended". Where /proc is hidden from us the current process cannot be read either, and is 0.
            return null;
        }
    }

    private static long? StartTimeFromProcess(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return process.StartTime.ToUniversalTime().Ticks;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return null;
        }
    }
}
