using System.Collections.Concurrent;
using System.Reflection;

namespace SharedObjects.Calls;

/// <summary>The tables this process has met. It only grows, and it only caches what assemblies say of themselves.</summary>
internal static class ContractRegistry
{
    private static readonly ConcurrentDictionary<Assembly, ContractTable?> Tables = new();
    private static readonly ConcurrentDictionary<Type, Contract> Contracts = new();
    private static readonly ConcurrentDictionary<string, Contract> ContractsByName = new();

    /// <exception cref="NotManagedException">The type is no managed interface, or its assembly was built without the generator.</exception>
    public static Contract Find(Type contract)
    {
        var definition = contract.IsGenericType ? contract.GetGenericTypeDefinition() : contract;
        if (Contracts.TryGetValue(definition, out var found))
        {
            return found;
        }

        Load(definition.Assembly);
        return Contracts.TryGetValue(definition, out found)
            ? found
            : throw new NotManagedException($"{contract} cannot be shared: it is not an interface marked [Managed], or its assembly {definition.Assembly.GetName().Name} was built without the SharedObjects generator.");
    }

    /// <summary>The contract of that name among the tables loaded so far.</summary>
    public static Contract? Find(string name) => ContractsByName.GetValueOrDefault(name);

    /// <summary>Loads an assembly's table and those it refers to; <see langword="null"/> if it has none.</summary>
    public static ContractTable? Load(Assembly assembly)
    {
        if (Tables.TryGetValue(assembly, out var table))
        {
            return table;
        }

        table = assembly.GetCustomAttribute<ContractTableAttribute>() is { } attribute
            ? (ContractTable)Activator.CreateInstance(attribute.Table)!
            : null;
        if (table is not null)
        {
            Add(table);
        }

        return Tables.GetOrAdd(assembly, table);
    }

    private static void Add(ContractTable table)
    {
        foreach (var contract in table.Contracts)
        {
            if (Contracts.TryAdd(contract.Interface, contract))
            {
                ContractsByName.TryAdd(contract.Name, contract);
            }
        }

        foreach (var reference in table.References)
        {
            Add(reference);
        }
    }
}
