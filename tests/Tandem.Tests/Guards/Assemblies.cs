using Mono.Cecil;

namespace Tandem.Tests.Guards;

/// <summary>The compiled rooms of the house, and what a type in them uses.</summary>
internal static class Assemblies
{
    public static IReadOnlyList<string> Rooms { get; } =
        ["Tandem.Core", "Tandem.Workspace", "Tandem.Sources", "Tandem.Store", "Tandem.Web", "tandem"];

    public static ModuleDefinition Read(string name) =>
        ModuleDefinition.ReadModule(Path.Combine(AppContext.BaseDirectory, name + ".dll"));

    /// <summary>All types of a module, nested ones included, without what the compiler made.</summary>
    public static IEnumerable<TypeDefinition> Written(this ModuleDefinition module) =>
        module.GetTypes().Where(type => !type.Name.Contains('<', StringComparison.Ordinal));

    /// <summary>The namespace of a type or of the type it is nested in.</summary>
    public static string Place(this TypeReference type)
    {
        var outermost = type.GetElementType();
        while (outermost.DeclaringType is { } outer)
        {
            outermost = outer;
        }

        return outermost.Namespace;
    }

    /// <summary>Every type that a type names: in its signature, in its members, in the bodies of its methods.</summary>
    public static IEnumerable<TypeReference> UsedTypes(this TypeDefinition type)
    {
        IEnumerable<TypeReference?> named =
        [
            type.BaseType, .. type.Interfaces.Select(i => i.InterfaceType), .. type.Fields.Select(f => f.FieldType),
            .. type.CustomAttributes.Select(a => a.AttributeType), .. type.Methods.SelectMany(Signature),
            .. type.Methods.SelectMany(Locals), .. type.UsedMembers()
                .SelectMany(member => Parts(member)), .. type.UsedOperands(),
        ];
        return named.OfType<TypeReference>().SelectMany(Unfold);
    }

    /// <summary>Every method and field that the bodies of a type's methods touch.</summary>
    public static IEnumerable<MemberReference> UsedMembers(this TypeDefinition type) =>
        Operands(type).OfType<MemberReference>()
        .Where(operand => operand is MethodReference or FieldReference);

    private static IEnumerable<TypeReference> UsedOperands(this TypeDefinition type) =>
        Operands(type).OfType<TypeReference>();

    private static IEnumerable<object> Operands(TypeDefinition type) =>
        type.Methods.Where(method => method.HasBody).SelectMany(method => method.Body.Instructions)
            .Select(i => i.Operand).OfType<object>();

    private static IEnumerable<TypeReference> Signature(MethodDefinition method) =>
        [method.ReturnType, .. method.Parameters.Select(p => p.ParameterType)];

    private static IEnumerable<TypeReference> Locals(MethodDefinition method) =>
        method.HasBody ? method.Body.Variables.Select(v => v.VariableType) : [];

    private static IEnumerable<TypeReference> Parts(MemberReference member) => member switch
    {
        GenericInstanceMethod generic => [generic.DeclaringType, generic.ReturnType, .. generic.GenericArguments],
        MethodReference method =>
            [method.DeclaringType, method.ReturnType, .. method.Parameters.Select(p => p.ParameterType)],
        FieldReference field => [field.DeclaringType, field.FieldType],
        _ => [],
    };

    private static IEnumerable<TypeReference> Unfold(TypeReference type) => type switch
    {
        GenericInstanceType generic => [generic.ElementType, .. generic.GenericArguments.SelectMany(Unfold)],
        TypeSpecification specification => Unfold(specification.ElementType),
        _ => [type],
    };
}
