using System.CodeDom.Compiler;
using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;

namespace SageTasks.Conventions.Tests.Rules;

/// <summary>Which methods of other libraries an assembly calls, and from where, read from its metadata and its code:
/// a call cannot hide behind an alias, a using or a line break. What a source generator wrote is left out.</summary>
internal sealed class Calls
{
    private const byte MemberReferenceTable = 0x0A;
    private const byte MethodSpecificationTable = 0x2B;

    private readonly MetadataReader _metadata;
    private readonly Dictionary<int, List<CallSite>> _sites = [];

    private Calls(PEReader file)
    {
        _metadata = file.GetMetadataReader();
        var number = 0;
        foreach (var type in _metadata.TypeDefinitions.Select(_metadata.GetTypeDefinition).Where(IsWritten))
        {
            foreach (var method in type.GetMethods().Select(_metadata.GetMethodDefinition)
                .Where(method => method.RelativeVirtualAddress != 0 && !IsGenerated(method.GetCustomAttributes())))
            {
                Index($"{NameOf(type)}.{_metadata.GetString(method.Name)}#{number++}", file.GetMethodBody(method.RelativeVirtualAddress).GetILContent());
            }
        }
    }

    /// <summary>Every call to a method of another library: <c>Namespace.Type::Method(ParameterType,…)</c> and the callers.</summary>
    public static IReadOnlyList<Call> In(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        return [.. new Calls(file).Read()];
    }

    private IEnumerable<Call> Read()
    {
        foreach (var handle in _metadata.MemberReferences)
        {
            if (_metadata.GetMemberReference(handle) is var member && member.GetKind() == MemberReferenceKind.Method && TypeOf(member.Parent) is { } type)
            {
                var parameters = member.DecodeMethodSignature(new TypeNameProvider(), genericContext: null).ParameterTypes;
                yield return new Call($"{type}::{_metadata.GetString(member.Name)}({string.Join(',', parameters)})", SitesOf(handle));
            }
        }

        foreach (var number in Enumerable.Range(1, _metadata.GetTableRowCount(TableIndex.MethodSpec)))
        {
            var handle = MetadataTokens.MethodSpecificationHandle(number);
            var specification = _metadata.GetMethodSpecification(handle);
            if (specification.Method.Kind == HandleKind.MemberReference
                && _metadata.GetMemberReference((MemberReferenceHandle)specification.Method) is var member && TypeOf(member.Parent) is { } type)
            {
                var arguments = specification.DecodeSignature(new TypeNameProvider(), genericContext: null);
                yield return new Call($"{type}::{_metadata.GetString(member.Name)}<{string.Join(',', arguments)}>", SitesOf(handle));
            }
        }
    }

    private List<CallSite> SitesOf(EntityHandle method) => _sites.GetValueOrDefault(MetadataTokens.GetToken(method)) ?? [];

    // Wherever four bytes of code read as the token of a method elsewhere, that method is called.
    private void Index(string caller, ImmutableArray<byte> code)
    {
        for (var position = 1; position + sizeof(int) <= code.Length; position++)
        {
            if (code[position + 3] is MemberReferenceTable or MethodSpecificationTable)
            {
                var token = BitConverter.ToInt32(code.AsSpan(position, sizeof(int)));
                (CollectionsMarshal.GetValueRefOrAddDefault(_sites, token, out _) ??= []).Add(new CallSite(caller, position));
            }
        }
    }

    private bool IsWritten(TypeDefinition type) =>
        !IsGenerated(type.GetCustomAttributes())
        && (type.GetDeclaringType() is not { IsNil: false } outer || IsWritten(_metadata.GetTypeDefinition(outer)));

    private bool IsGenerated(CustomAttributeHandleCollection attributes) =>
        attributes.Select(handle => _metadata.GetCustomAttribute(handle).Constructor)
            .Where(constructor => constructor.Kind == HandleKind.MemberReference)
            .Any(constructor => TypeOf(_metadata.GetMemberReference((MemberReferenceHandle)constructor).Parent) == typeof(GeneratedCodeAttribute).FullName);

    private string? TypeOf(EntityHandle parent) =>
        parent.Kind == HandleKind.TypeReference ? NameOf(_metadata.GetTypeReference((TypeReferenceHandle)parent)) : null;

    private string NameOf(TypeReference type) => $"{_metadata.GetString(type.Namespace)}.{_metadata.GetString(type.Name)}";

    private string NameOf(TypeDefinition type)
    {
        var name = _metadata.GetString(type.Name);
        return type.GetDeclaringType() is { IsNil: false } outer ? $"{NameOf(_metadata.GetTypeDefinition(outer))}+{name}" : name;
    }
}
