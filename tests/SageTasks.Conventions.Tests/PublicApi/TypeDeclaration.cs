using System.Reflection;
using System.Runtime.CompilerServices;

namespace SageTasks.Conventions.Tests.PublicApi;

/// <summary>The first line of a type in the listing: what kind it is, what it derives from, what its type parameters must be.</summary>
internal static class TypeDeclaration
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    public static string Of(Type type)
    {
        if (IsDelegate(type))
        {
            var invoke = type.GetMethod("Invoke")!;
            return $"{Access(type)}delegate {TypeNames.Of(invoke.ReturnType, Nullability.Of(invoke.ReturnParameter))} "
                + $"{TypeNames.Declared(type)}({MemberSignature.Parameters(invoke)}){Constraints(type.GetGenericArguments())}";
        }

        var bases = type.IsEnum ? EnumBase(type) : Bases(type);
        return Access(type) + Kind(type) + TypeNames.Declared(type)
            + (bases.Count == 0 ? "" : " : " + string.Join(", ", bases))
            + Constraints(type.GetGenericArguments());
    }

    public static bool IsDelegate(Type type) => type.IsSubclassOf(typeof(Delegate));

    public static bool IsRecord(Type type) =>
        type.GetMethod("PrintMembers", Declared) is { } print && print.IsDefined(typeof(CompilerGeneratedAttribute));

    public static string Constraints(IEnumerable<Type> parameters) =>
        string.Concat(parameters.Select(Constraint).Where(text => text.Length > 0).Select(text => $" where {text}"));

    private static string Access(Type type) => type.IsNestedFamily || type.IsNestedFamORAssem ? "protected " : "public ";

    private static string Kind(Type type)
    {
        if (type.IsEnum)
        {
            return "enum ";
        }

        if (type.IsInterface)
        {
            return "interface ";
        }

        var record = IsRecord(type) ? "record " : "";
        if (type.IsValueType)
        {
            return (type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly " : "") + (type.IsByRefLike ? "ref " : "") + record + "struct ";
        }

        return (type.IsAbstract && type.IsSealed ? "static " : type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "")
            + (record.Length > 0 ? record : "class ");
    }

    private static List<string> EnumBase(Type type)
    {
        var underlying = type.GetEnumUnderlyingType();
        return underlying == typeof(int) ? [] : [TypeNames.Of(underlying, Nullability.Of(type))];
    }

    private static List<string> Bases(Type type)
    {
        var bases = new List<string>();
        if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType))
        {
            bases.Add(TypeNames.Of(parent, Nullability.Of(type.GetCustomAttributesData(), type)));
        }

        var inherited = (type.BaseType?.GetInterfaces() ?? []).Concat(type.GetInterfaces().SelectMany(own => own.GetInterfaces())).ToHashSet();
        bases.AddRange(type.GetInterfaces()
            .Where(own => own.IsVisible && !inherited.Contains(own) && !IsEquatableOfRecord(own, type))
            .Select(own => TypeNames.Of(own, Nullability.Of([], null)))
            .Order(StringComparer.Ordinal));
        return bases;
    }

    private static bool IsEquatableOfRecord(Type candidate, Type type) =>
        IsRecord(type) && candidate.IsGenericType && candidate.GetGenericTypeDefinition() == typeof(IEquatable<>);

    private static string Constraint(Type parameter)
    {
        var rules = new List<string>();
        var attributes = parameter.GenericParameterAttributes;
        var isStruct = attributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
        if (attributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
        {
            rules.Add(Nullability.Of(parameter.GetCustomAttributesData(), Context(parameter)).NextIsNullable() ? "class?" : "class");
        }
        else if (isStruct)
        {
            rules.Add(parameter.CustomAttributes.Any(attribute => attribute.AttributeType.Name == "IsUnmanagedAttribute") ? "unmanaged" : "struct");
        }
        else if (parameter.GetGenericParameterConstraints().Length == 0 && !Nullability.Of(parameter.GetCustomAttributesData(), Context(parameter)).NextIsNullable())
        {
            rules.Add("notnull");
        }

        rules.AddRange(parameter.GetGenericParameterConstraints()
            .Where(constraint => constraint != typeof(ValueType))
            .Select(constraint => TypeNames.Of(constraint, Nullability.Of([], null))));
        if (attributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) && !isStruct)
        {
            rules.Add("new()");
        }

        return rules.Count == 0 ? "" : $"{parameter.Name} : {string.Join(", ", rules)}";
    }

    private static MemberInfo? Context(Type parameter) => (MemberInfo?)parameter.DeclaringMethod ?? parameter.DeclaringType;
}
