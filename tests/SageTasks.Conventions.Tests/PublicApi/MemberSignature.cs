using System.Reflection;
using System.Runtime.CompilerServices;

namespace SageTasks.Conventions.Tests.PublicApi;

/// <summary>Members as C# declares them, without bodies.</summary>
internal static class MemberSignature
{
    public static bool IsVisible(MethodBase? method) => method is { IsPublic: true } or { IsFamily: true } or { IsFamilyOrAssembly: true };

    public static string Field(FieldInfo field)
    {
        var type = TypeNames.Of(field.FieldType, Nullability.Of(field));
        return field.IsLiteral
            ? $"{Access(field)}const {type} {field.Name} = {TypeNames.Literal(field.GetRawConstantValue(), field.FieldType)}"
            : $"{Access(field)}{(field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}{type} {field.Name}";
    }

    public static string Constructor(ConstructorInfo constructor) =>
        $"{Access(constructor)}{TypeDeclarationName(constructor.DeclaringType!)}({Parameters(constructor)})";

    public static string Method(MethodInfo method) =>
        $"{Access(method)}{Modifiers(method)}{NameOf(method)}({Parameters(method)}){TypeDeclaration.Constraints(method.GetGenericArguments())}";

    public static string Event(EventInfo happening) =>
        $"{Access(happening.AddMethod!)}{Modifiers(happening.AddMethod!)}event "
        + $"{TypeNames.Of(happening.EventHandlerType!, Nullability.Of(happening))} {happening.Name}";

    public static string Property(PropertyInfo property)
    {
        var accessor = IsVisible(property.GetMethod) ? property.GetMethod! : property.SetMethod!;
        var required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        var index = property.GetIndexParameters();
        var name = index.Length == 0 ? property.Name : $"this[{string.Join(", ", index.Select(Parameter))}]";
        var type = TypeNames.Of(property.PropertyType, Nullability.Of(property));
        var reference = property.PropertyType.IsByRef ? "ref " : "";
        return $"{Access(accessor)}{Modifiers(accessor)}{required}{reference}{type} {name} {{ {Getter(property)}{Setter(property, accessor)}}}";
    }

    public static string Parameters(MethodBase method)
    {
        var extension = method.IsDefined(typeof(ExtensionAttribute), inherit: false) ? "this " : "";
        return extension + string.Join(", ", method.GetParameters().Select(Parameter));
    }

    public static string Parameter(ParameterInfo parameter)
    {
        var prefix = parameter.IsDefined(typeof(ParamArrayAttribute), false) || parameter.IsDefined(typeof(ParamCollectionAttribute), false) ? "params "
            : parameter.IsOut ? "out "
            : parameter.ParameterType.IsByRef ? (parameter.IsIn ? "in " : "ref ")
            : "";
        var value = parameter.HasDefaultValue ? " = " + TypeNames.Literal(parameter.DefaultValue, parameter.ParameterType) : "";
        return $"{ApiAttributes.Inline(parameter)}{prefix}{TypeNames.Of(parameter.ParameterType, Nullability.Of(parameter))} {parameter.Name}{value}";
    }

    private static string Getter(PropertyInfo property) => IsVisible(property.GetMethod) ? "get; " : "";

    private static string Setter(PropertyInfo property, MethodInfo leading)
    {
        if (property.SetMethod is not { } setter || !IsVisible(setter))
        {
            return "";
        }

        var word = setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init" : "set";
        return (Access(setter) == Access(leading) ? "" : Access(setter)) + word + "; ";
    }

    private static string NameOf(MethodInfo method)
    {
        var result = TypeNames.Of(method.ReturnType, Nullability.Of(method.ReturnParameter));
        if (method.IsSpecialName && method.Name.StartsWith("op_", StringComparison.Ordinal))
        {
            return method.Name is "op_Implicit" or "op_Explicit"
                ? $"{(method.Name == "op_Implicit" ? "implicit" : "explicit")} operator {result}"
                : $"{result} operator {method.Name["op_".Length..]}";
        }

        var reference = method.ReturnType.IsByRef ? "ref " : "";
        var generic = method.IsGenericMethodDefinition ? $"<{string.Join(", ", method.GetGenericArguments().Select(a => a.Name))}>" : "";
        return $"{reference}{result} {method.Name}{generic}";
    }

    private static string Modifiers(MethodInfo method)
    {
        var inInterface = method.DeclaringType!.IsInterface;
        if (method.IsStatic)
        {
            return method.IsAbstract ? "static abstract " : inInterface && method.IsVirtual ? "static virtual " : "static ";
        }

        if (inInterface)
        {
            return method.IsAbstract ? "" : "virtual ";
        }

        var overrides = method.GetBaseDefinition() != method;
        return method.IsAbstract ? (overrides ? "abstract override " : "abstract ")
            : overrides ? (method.IsFinal ? "sealed override " : "override ")
            : method.IsVirtual && !method.IsFinal ? "virtual "
            : "";
    }

    private static string Access(MethodBase method) => method.DeclaringType!.IsInterface && method.IsPublic ? "" : method.IsPublic ? "public " : "protected ";

    private static string Access(FieldInfo field) => field.IsPublic ? "public " : "protected ";

    private static string TypeDeclarationName(Type type) => TypeNames.Declared(type).Split('.')[^1].Split('<')[0];
}
