@echo off
rem Runs compilebench of this working copy. Builds it first where there is no build: after a change of the sources, run dotnet build tools\Cli -c Release.
setlocal
set "program=%~dp0Cli\bin\Release\net10.0\CompileBench.Cli.dll"
if not exist "%program%" dotnet build "%~dp0Cli" -c Release -v quiet -nologo 1>&2 || exit /b 2
dotnet "%program%" %*
