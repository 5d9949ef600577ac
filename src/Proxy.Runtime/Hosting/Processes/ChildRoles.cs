using System.Diagnostics.CodeAnalysis;
using System.Runtime.Loader;
using SharedObjects.Hosting.Manager;
using SharedObjects.Hosting.Workers;

namespace SharedObjects.Hosting.Processes;

/// <summary>Which roles a child can have. A role of this library gets a name and a line in the switch.</summary>
internal static class ChildRoles
{
    /// <summary>The role is a type of another assembly, named by the start message.</summary>
    public const string Custom = "custom";

    public static IChildRole Create(ChildStart start) => start.Role switch
    {
        ManagerRole.Name => new ManagerRole(),
        WorkerRole.Name => new WorkerRole(),
        Custom => Load(start),
        _ => throw new ChildStartException($"This version of SharedObjects has no role named '{start.Role}'. The program and the SharedObjects.dll beside it are of different versions: build it again."),
    };

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "A child runs by 'dotnet exec' only, and such programs are not trimmed; the launcher refuses the others.")]
    [UnconditionalSuppressMessage("Trimming", "IL2072", Justification = "As above.")]
    private static IChildRole Load(ChildStart start)
    {
        var type = AssemblyLoadContext.Default.LoadFromAssemblyPath(start.RoleAssemblyPath).GetType(start.RoleTypeName, throwOnError: true)!;
        return Activator.CreateInstance(type, nonPublic: true) as IChildRole
            ?? throw new ChildStartException($"The type {start.RoleTypeName} of {start.RoleAssemblyPath} is no child role.");
    }
}
