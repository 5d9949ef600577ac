using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace SharedObjects.Benchmarks.Python;

/// <summary>Runs a script beside this program, where there is a Python at all.</summary>
internal static class PythonScript
{
    /// <summary>The numbers on the script's last line; <see langword="null"/> without Python.</summary>
    public static async Task<double[]?> RunAsync(string script, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("python3", [Path.Combine(AppContext.BaseDirectory, "Python", script), .. arguments])
            {
                RedirectStandardOutput = true,
            })!;
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return process.ExitCode != 0
                ? null
                : [.. output.Trim().Split('\n')[^1].Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
