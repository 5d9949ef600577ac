using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace SharedObjects.Calls;

/// <summary>
/// Whether generic code can be made at run time. The runtime's own switch says no in every program that is merely set up to be compiled ahead of
/// time, file-based programs among them, even while a just-in-time compiler runs it, as one does in every child process; what is really compiled
/// has no core library on disk.
/// </summary>
internal static class DynamicCode
{
    public static bool IsSupported { get; } = RuntimeFeature.IsDynamicCodeSupported || HasCoreLibrary();

    [UnconditionalSuppressMessage("SingleFile", "IL3000", Justification = "An empty location is the answer.")]
    private static bool HasCoreLibrary() => typeof(object).Assembly.Location.Length > 0;
}
