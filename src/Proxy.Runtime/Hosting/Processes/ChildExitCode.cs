namespace SharedObjects.Hosting.Processes;

/// <summary>The exit codes a child uses of its own accord; every other code is its role's.</summary>
internal static class ChildExitCode
{
    /// <summary>The role threw; the exception was reported and written to standard error.</summary>
    public const int Failed = 1;

    /// <summary>The host was started by hand, or by another version of this library.</summary>
    public const int Usage = 64;

    /// <summary>The owner was gone before the role could start, or the role ended because of it.</summary>
    public const int OwnerGone = 75;
}
