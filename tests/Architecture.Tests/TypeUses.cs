using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace CompileBench.Architecture.Tests;

/// <summary>One type that a room's code uses.</summary>
/// <param name="User">The full name of the outermost type whose code uses it.</param>
/// <param name="Used">The full name of the outermost type that is used.</param>
/// <param name="Member">The name of the member that is used, or empty where the type itself is named.</param>
internal sealed record TypeUse(string User, string Used, string Member)
{
    /// <inheritdoc/>
    public override string ToString() => $"{User} uses {Used}{(Member.Length > 0 ? "." : "")}{Member}";
}

/// <summary>Reads from a compiled assembly which types the code of each of its types uses: bases, signatures, attributes and bodies of methods.</summary>
internal sealed class TypeUses : IDisposable
{
    private readonly PEReader _file;
    private readonly MetadataReader _reader;
    private readonly TypeNames _names;
    private readonly HashSet<TypeUse> _uses = [];

    private TypeUses(string path)
    {
        _file = new PEReader(File.OpenRead(path));
        _reader = _file.GetMetadataReader();
        _names = new TypeNames(_reader);
    }

    /// <summary>Every use in an assembly.</summary>
    public static IReadOnlyCollection<TypeUse> Read(string path)
    {
        using var uses = new TypeUses(path);
        foreach (var type in uses._reader.TypeDefinitions)
        {
            uses.ReadType(type);
        }

        return uses._uses;
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private void ReadType(TypeDefinitionHandle handle)
    {
        var type = _reader.GetTypeDefinition(handle);
        var user = _names.OutermostName(handle);
        Add(user, type.BaseType);
        type.GetInterfaceImplementations().ToList().ForEach(i => Add(user, _reader.GetInterfaceImplementation(i).Interface));
        ReadAttributes(user, type.GetCustomAttributes());
        foreach (var field in type.GetFields().Select(_reader.GetFieldDefinition))
        {
            Add(user, field.DecodeSignature(_names, null));
            ReadAttributes(user, field.GetCustomAttributes());
        }

        foreach (var method in type.GetMethods().Select(_reader.GetMethodDefinition))
        {
            var signature = method.DecodeSignature(_names, null);
            Add(user, signature.ReturnType.AddRange(signature.ParameterTypes.SelectMany(t => t)));
            ReadAttributes(user, method.GetCustomAttributes());
            if (method.RelativeVirtualAddress != 0)
            {
                ReadBody(user, _file.GetMethodBody(method.RelativeVirtualAddress));
            }
        }
    }

    private void ReadBody(string user, MethodBodyBlock body)
    {
        if (!body.LocalSignature.IsNil)
        {
            Add(user, _reader.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(_names, null).SelectMany(t => t));
        }

        foreach (var region in body.ExceptionRegions.Where(r => !r.CatchType.IsNil))
        {
            Add(user, region.CatchType);
        }

        foreach (var token in MethodTokens.Read(body.GetILReader()))
        {
            Add(user, MetadataTokens.EntityHandle(token));
        }
    }

    private void ReadAttributes(string user, CustomAttributeHandleCollection attributes)
    {
        foreach (var attribute in attributes)
        {
            Add(user, _reader.GetCustomAttribute(attribute).Constructor);
        }
    }

    private void Add(string user, EntityHandle handle)
    {
        switch (handle.Kind)
        {
            case HandleKind.TypeReference or HandleKind.TypeDefinition or HandleKind.TypeSpecification when !handle.IsNil:
                Add(user, _names.All(handle));
                break;
            case HandleKind.MemberReference:
                var member = _reader.GetMemberReference((MemberReferenceHandle)handle);
                Add(user, _names.All(member.Parent), _reader.GetString(member.Name));
                break;
            case HandleKind.MethodDefinition:
                Add(user, [_names.OutermostName(_reader.GetMethodDefinition((MethodDefinitionHandle)handle).GetDeclaringType())]);
                break;
            case HandleKind.FieldDefinition:
                Add(user, [_names.OutermostName(_reader.GetFieldDefinition((FieldDefinitionHandle)handle).GetDeclaringType())]);
                break;
            case HandleKind.MethodSpecification:
                var specification = _reader.GetMethodSpecification((MethodSpecificationHandle)handle);
                Add(user, specification.Method);
                Add(user, specification.DecodeSignature(_names, null).SelectMany(t => t));
                break;
        }
    }

    private void Add(string user, IEnumerable<string> used, string member = "")
    {
        foreach (var name in used)
        {
            _uses.Add(new TypeUse(user, name, member));
        }
    }
}

/// <summary>Names of types in metadata: each signature becomes the full names of the outermost types in it.</summary>
internal sealed class TypeNames(MetadataReader reader) : ISignatureTypeProvider<ImmutableArray<string>, object?>
{
    /// <summary>The full name of the outermost type that contains a type of this assembly.</summary>
    public string OutermostName(TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        while (!type.GetDeclaringType().IsNil)
        {
            type = reader.GetTypeDefinition(type.GetDeclaringType());
        }

        return Full(type.Namespace, type.Name);
    }

    /// <summary>The full names of all types that a type handle names, type arguments included.</summary>
    public ImmutableArray<string> All(EntityHandle handle) => handle.Kind switch
    {
        HandleKind.TypeDefinition => [OutermostName((TypeDefinitionHandle)handle)],
        HandleKind.TypeReference => [OutermostName((TypeReferenceHandle)handle)],
        HandleKind.TypeSpecification => reader.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(this, null),
        _ => [],
    };

    public ImmutableArray<string> GetTypeFromDefinition(MetadataReader metadata, TypeDefinitionHandle handle, byte rawTypeKind) => [OutermostName(handle)];

    public ImmutableArray<string> GetTypeFromReference(MetadataReader metadata, TypeReferenceHandle handle, byte rawTypeKind) => [OutermostName(handle)];

    public ImmutableArray<string> GetTypeFromSpecification(MetadataReader metadata, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) => All(handle);

    public ImmutableArray<string> GetGenericInstantiation(ImmutableArray<string> genericType, ImmutableArray<ImmutableArray<string>> typeArguments) =>
        genericType.AddRange(typeArguments.SelectMany(t => t));

    public ImmutableArray<string> GetFunctionPointerType(MethodSignature<ImmutableArray<string>> signature) =>
        signature.ReturnType.AddRange(signature.ParameterTypes.SelectMany(t => t));

    public ImmutableArray<string> GetModifiedType(ImmutableArray<string> modifier, ImmutableArray<string> unmodifiedType, bool isRequired) => unmodifiedType;

    public ImmutableArray<string> GetArrayType(ImmutableArray<string> elementType, ArrayShape shape) => elementType;

    public ImmutableArray<string> GetByReferenceType(ImmutableArray<string> elementType) => elementType;

    public ImmutableArray<string> GetPinnedType(ImmutableArray<string> elementType) => elementType;

    public ImmutableArray<string> GetPointerType(ImmutableArray<string> elementType) => elementType;

    public ImmutableArray<string> GetSZArrayType(ImmutableArray<string> elementType) => elementType;

    public ImmutableArray<string> GetGenericMethodParameter(object? genericContext, int index) => [];

    public ImmutableArray<string> GetGenericTypeParameter(object? genericContext, int index) => [];

    public ImmutableArray<string> GetPrimitiveType(PrimitiveTypeCode typeCode) => [];

    private string OutermostName(TypeReferenceHandle handle)
    {
        var type = reader.GetTypeReference(handle);
        while (type.ResolutionScope.Kind == HandleKind.TypeReference)
        {
            type = reader.GetTypeReference((TypeReferenceHandle)type.ResolutionScope);
        }

        return Full(type.Namespace, type.Name);
    }

    private string Full(StringHandle @namespace, StringHandle name) =>
        @namespace.IsNil ? reader.GetString(name) : $"{reader.GetString(@namespace)}.{reader.GetString(name)}";
}
