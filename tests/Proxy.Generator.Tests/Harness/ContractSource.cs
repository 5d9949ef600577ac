namespace SharedObjects.Generator.Tests.Harness;

/// <summary>The C# of a contract, from what a test is about.</summary>
internal static class ContractSource
{
    /// <summary>Acme.ICounter with these members.</summary>
    public static string Members(string members) => Interface("public interface ICounter", members);

    /// <summary>A managed interface in namespace Acme.</summary>
    public static string Interface(string declaration, string members = "", string beside = "") => $$"""
        using SharedObjects;
        namespace Acme
        {
            [Managed]
            {{declaration}}
            {
                {{members}}
            }

            {{beside}}
        }
        """;
}
