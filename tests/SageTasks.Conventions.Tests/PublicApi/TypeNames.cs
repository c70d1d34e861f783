using System.Globalization;

namespace SageTasks.Conventions.Tests.PublicApi;

/// <summary>Types as C# writes them. Namespaces are left out: within one package's listing the simple names are clear.</summary>
internal static class TypeNames
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(sbyte)] = "sbyte",
        [typeof(char)] = "char",
        [typeof(short)] = "short",
        [typeof(ushort)] = "ushort",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
        [typeof(string)] = "string",
        [typeof(object)] = "object",
        [typeof(void)] = "void",
    };

    public static string Of(Type type, Nullability nullability)
    {
        if (type.IsByRef)
        {
            return Of(type.GetElementType()!, nullability);
        }

        if (type.IsPointer)
        {
            return Of(type.GetElementType()!, nullability) + "*";
        }

        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return Of(value, nullability) + "?";
        }

        var mark = CarriesAnnotation(type) && nullability.NextIsNullable() && !type.IsValueType ? "?" : "";
        if (type.IsArray)
        {
            return $"{Of(type.GetElementType()!, nullability)}[{new string(',', type.GetArrayRank() - 1)}]{mark}";
        }

        return Keywords.TryGetValue(type, out var keyword) ? keyword + mark : Named(type, nullability) + mark;
    }

    /// <summary>A type's own name with its declaring types and type parameters, as its declaration shows it.</summary>
    public static string Declared(Type type)
    {
        var name = Simple(type);
        var outer = type.DeclaringType is { } declaring ? Declared(declaring) + "." : "";
        var inherited = type.DeclaringType?.GetGenericArguments().Length ?? 0;
        var own = type.GetGenericArguments().Skip(inherited).Select(argument => Variance(argument) + argument.Name).ToList();
        return outer + name + (own.Count == 0 ? "" : $"<{string.Join(", ", own)}>");
    }

    private static bool CarriesAnnotation(Type type) => !type.IsValueType || type.IsGenericType;

    private static string Named(Type type, Nullability nullability)
    {
        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        var arguments = type.GetGenericArguments();
        var outerCount = type.DeclaringType?.GetGenericArguments().Length ?? 0;
        var names = arguments.Select(argument => Of(argument, nullability)).ToList();
        if (type.FullName?.StartsWith("System.ValueTuple`", StringComparison.Ordinal) ?? false)
        {
            return $"({string.Join(", ", names)})";
        }

        var own = string.Join(", ", names.Skip(outerCount));
        var outer = type.DeclaringType is null ? "" : OuterName(type.DeclaringType, names) + ".";
        return outer + Simple(type) + (own.Length == 0 ? "" : $"<{own}>");
    }

    private static string OuterName(Type declaring, List<string> names)
    {
        var count = declaring.GetGenericArguments().Length;
        return Simple(declaring) + (count == 0 ? "" : $"<{string.Join(", ", names.Take(count))}>");
    }

    private static string Simple(Type type)
    {
        var tick = type.Name.IndexOf('`', StringComparison.Ordinal);
        return tick < 0 ? type.Name : type.Name[..tick];
    }

    private static string Variance(Type parameter) =>
        parameter.GenericParameterAttributes.HasFlag(System.Reflection.GenericParameterAttributes.Contravariant) ? "in "
        : parameter.GenericParameterAttributes.HasFlag(System.Reflection.GenericParameterAttributes.Covariant) ? "out "
        : "";

    /// <summary>A constant as C# writes it.</summary>
    public static string Literal(object? value, Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return value switch
        {
            null => type.IsGenericParameter || (type.IsValueType && Nullable.GetUnderlyingType(type) is null) ? "default" : "null",
            bool truth => truth ? "true" : "false",
            string text => "\"" + text.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal) + "\"",
            char character => $"'{character}'",
            _ when plain.IsEnum => $"{Simple(plain)}.{Enum.Format(plain, Enum.ToObject(plain, value), "G").Replace(", ", $" | {Simple(plain)}.", StringComparison.Ordinal)}",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };
    }
}
