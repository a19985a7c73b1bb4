using CompileBench.Analysis.Explanation;
using Xunit;

namespace CompileBench.Analysis.Tests.Explanation;

public class RustNameTests
{
    [Theory]
    [InlineData("<regalloc2::ion::Env<cranelift::VCode<x64::MInst>>>::run", "regalloc2::ion::Env::run", "Env::run")]
    [InlineData("<a::B<c::D> as e::F<g::H>>::f", "<a::B as e::F>::f", "B::f")]
    [InlineData("core::slice::sort::quicksort::<a::B, <[a::B]>::sort_by<c::D>::{closure#0}>", "core::slice::sort::quicksort", "sort::quicksort")]
    [InlineData("<&mut a::Cursor as b::Inserter>::insert", "<&mut a::Cursor as b::Inserter>::insert", "Cursor::insert")]
    [InlineData("<a::B>::call::<fn(u32) -> core::option::Option<u8>>", "a::B::call", "B::call")]
    [InlineData("<<a::B>::build::{closure#0} as c::FnOnce<(u8,)>>::call_once", "<a::B::build::{closure#0} as c::FnOnce>::call_once", "{closure#0}::call_once")]
    [InlineData("wasmtime_internal_cranelift::func_environ::load", "wasmtime_cranelift::func_environ::load", "func_environ::load")]
    [InlineData("core::slice::sort::quicksort::<a::B>'2", "core::slice::sort::quicksort", "sort::quicksort")]
    [InlineData("malloc", "malloc", "malloc")]
    public void Shorten_DemangledName_PathWithoutTypeArguments(string name, string shortened, string brief)
    {
        Assert.Equal(shortened, RustName.Shorten(name));
        Assert.Equal(brief, RustName.Brief(shortened));
    }

    [Theory]
    [InlineData("<unclosed::Type")]
    [InlineData("a>b")]
    [InlineData("")]
    public void Shorten_NoName_NoException(string name) => Assert.NotNull(RustName.Brief(RustName.Shorten(name)));
}
