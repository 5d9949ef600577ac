namespace SharedObjects.Generator.Model;

/// <param name="Namespace">The namespace of proxy and dispatcher.</param>
/// <param name="Proxy">The proxy's name.</param>
/// <param name="Dispatcher">The dispatcher's name.</param>
/// <param name="Table">The assembly's table, qualified.</param>
/// <param name="TableField">The field of the table that holds the contract.</param>
internal sealed record GeneratedNames(string Namespace, string Proxy, string Dispatcher, string Table, string TableField);
