using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.Loader;
using SharedObjects.Calls;

namespace SharedObjects.Hosting;

/// <summary>A program's assembly, loaded into a child process, and what its generated table lists.</summary>
internal sealed class UserAssembly
{
    private readonly Assembly assembly;
    private readonly ContractTable table;

    private UserAssembly(Assembly assembly, ContractTable table)
    {
        this.assembly = assembly;
        this.table = table;
    }

    /// <summary>Loads the assembly of a worker target or a startup class.</summary>
    /// <exception cref="NotManagedException">It was built without the generator.</exception>
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "A child runs by 'dotnet exec' only, and such programs are not trimmed.")]
    public static UserAssembly Load(string path)
    {
        var assembly = AssemblyLoadContext.Default.LoadFromAssemblyPath(path);
        return ContractRegistry.Load(assembly) is { } table
            ? new UserAssembly(assembly, table)
            : throw new NotManagedException($"{assembly.GetName().Name} has no table of what it shares: it was built without the SharedObjects generator.");
    }

    public WorkerTarget WorkerTarget(string name) => table.WorkerTargets.FirstOrDefault(target => target.Name == name)
        ?? throw new NotManagedException($"{assembly.GetName().Name} has no worker target {name}: mark the method [WorkerTarget] and make it static and accessible within its assembly.");

    public ManagerStartup Startup(string name) => table.Startups.FirstOrDefault(startup => startup.Name == name)
        ?? throw new NotManagedException($"{assembly.GetName().Name} has no manager startup {name}: implement IManagerStartup by a class that is accessible within its assembly.");
}
