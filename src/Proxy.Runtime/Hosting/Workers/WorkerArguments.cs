using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using SharedObjects.Calls;
using SharedObjects.Client;
using SharedObjects.Transport.Endpoints;

namespace SharedObjects.Hosting.Workers;

/// <summary>Collects what a worker is started with. It keeps the objects among the arguments alive until the worker has claimed them.</summary>
internal sealed class WorkerArguments
{
    private readonly ArgumentFrame frame = new();
    private readonly string assemblyPath;
    private readonly string target;

    /// <exception cref="ArgumentException">The method cannot run in another process.</exception>
    [UnconditionalSuppressMessage("SingleFile", "IL3000", Justification = "An empty location is answered with an error; such programs cannot start children either.")]
    public WorkerArguments(Delegate target, int count)
    {
        var method = target.Method;
        if (!method.IsStatic || !method.IsDefined(typeof(WorkerTargetAttribute)))
        {
            throw new ArgumentException($"{method.DeclaringType}.{method.Name} cannot run in another process: a worker's target is a static method marked [WorkerTarget], given by its name.", nameof(target));
        }

        assemblyPath = method.Module.Assembly.Location;
        if (assemblyPath.Length == 0)
        {
            throw new ChildStartException($"The assembly of {method.DeclaringType}.{method.Name} has no file that another process could load: single-file and in-memory programs cannot start workers.");
        }

        if (ContractRegistry.Load(method.Module.Assembly) is null)
        {
            throw new NotManagedException(
                $"{method.Module.Assembly.GetName().Name} was built without the SharedObjects generator, so its worker targets cannot be found. Reference the SharedObjects package, or the generator's project with OutputItemType=\"Analyzer\" ReferenceOutputAssembly=\"false\".");
        }

        this.target = $"{method.DeclaringType!.FullName}.{method.Name}/{count}";
    }

    /// <exception cref="EncodingException">The value cannot be encoded.</exception>
    public WorkerArguments Add<T>(T value)
    {
        try
        {
            frame.WriteValue(value, Codec.Value<T>());
            return this;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            throw new EncodingException($"An argument of {target} cannot be encoded: {typeof(T)} ({value?.GetType().ToString() ?? "null"}). {exception.Message}", exception);
        }
    }

    /// <exception cref="ObjectNotFoundException">An object among the arguments lives in this process and cannot be reached from another.</exception>
    public WorkerStart ToStart()
    {
        var managers = new List<ManagerAddress>();
        foreach (var slot in frame.References)
        {
            var address = (slot.Handle as RemoteHandle)?.Session.Address
                ?? throw new ObjectNotFoundException($"{slot.Reference.Contract}#{slot.Reference.Id} lives in this process; start a manager with SharedManager.StartAsync to share objects with workers.");
            if (!managers.Contains(address))
            {
                managers.Add(address);
            }
        }

        return new WorkerStart(assemblyPath, target, managers, frame);
    }
}
