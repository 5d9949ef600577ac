using System.Text;

namespace SharedObjects.Contracts;

/// <summary>The names of type arguments as they travel with a reference: full names without assemblies, so that two builds of a type are the same.</summary>
internal static class TypeSchema
{
    public static string Of(ReadOnlySpan<Type> arguments)
    {
        if (arguments.IsEmpty)
        {
            return "";
        }

        var text = new StringBuilder();
        for (var i = 0; i < arguments.Length; i++)
        {
            Append(text.Append(i == 0 ? "" : ","), arguments[i]);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, Type type)
    {
        if (type.IsArray)
        {
            Append(text, type.GetElementType()!);
            text.Append('[').Append(',', type.GetArrayRank() - 1).Append(']');
        }
        else if (type.IsGenericType)
        {
            text.Append(type.GetGenericTypeDefinition().FullName).Append('<').Append(Of(type.GetGenericArguments())).Append('>');
        }
        else
        {
            text.Append(type.FullName);
        }
    }
}
